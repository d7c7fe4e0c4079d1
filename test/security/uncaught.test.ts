/** A program that lets an error of ours fall: everything it writes to stdout and stderr is searched. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Fault } from '@opus-codegen/local-operator';
import { expect, test } from 'vitest';
import { setStage } from '../faults/stage.ts';
import { CANARIES, canariesIn, schemaWithSamples } from './canaries.ts';

const program = join(import.meta.dirname, 'uncaught-run.ts');
const echo = { statusCode: 400, message: [`refused ${CANARIES.serviceKey}`, `https://bucket.example/?X-Amz-Signature=${'0a'.repeat(32)}`] };

const FAULTS: readonly (readonly [code: string, fault: Fault])[] = [
  ['UNAUTHORIZED', { call: 'getWorkflow', kind: 'status', status: 401, body: echo }],
  ['UNEXPECTED_RESPONSE', { call: 'getWorkflow', kind: 'truncatedJson' }],
  ['CONNECTION_LOST', { call: 'initiate', kind: 'dropAfter' }],
  ['UPLOAD_REJECTED', { call: 'put', kind: 'status', status: 400, body: echo }],
  ['UNEXPECTED_REDIRECT', { call: 'put', kind: 'redirect', to: 'crossOrigin' }],
  ['BAD_REQUEST', { call: 'execute', kind: 'status', status: 400, body: echo }],
];

test.concurrent.each(FAULTS)('%s', async (code, fault) => {
  await using stage = await setStage({ operator: { serviceKey: CANARIES.serviceKey }, schema: schemaWithSamples() });
  stage.operator.fault(fault);

  const { exitCode, output } = await run(stage.operator.baseUrl);

  expect(exitCode).toBe(1);
  expect(output).toContain(`code: '${code}'`);
  expect(canariesIn(output)).toEqual([]);
});

async function run(baseUrl: string): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  const child = spawn(process.execPath, [program], { env: { ...process.env, OPUS_BASE_URL: baseUrl }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, output };
}
