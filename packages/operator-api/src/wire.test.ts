import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { renderWireTypes } from '../scripts/render.ts';

const readHere = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

test('wire.ts is what openapi-typescript makes of the document today (else: pnpm --filter @opus-codegen/operator-api generate)', async () => {
  const fresh = await renderWireTypes(readHere('../operator.openapi.yaml'));

  expect(readHere('./wire.ts')).toBe(fresh);
});

test('a changed document changes the rendered types', async () => {
  const document = readHere('../operator.openapi.yaml').replaceAll('jobExecutionId', 'runId');

  const fresh = await renderWireTypes(document);

  expect(fresh).toContain('readonly runId: string;');
  expect(fresh).not.toContain('jobExecutionId');
});
