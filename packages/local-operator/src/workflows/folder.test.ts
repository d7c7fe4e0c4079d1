import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startLocalOperator } from '../start.ts';
import { V1_ID, v1Schema, V2_ID, v2Schema } from '../testing/schemas.ts';
import { readSchemaFolder } from './folder.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opus-schemas-'));
});

afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, value: unknown): Promise<void> =>
  writeFile(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));

test('each JSON file is a workflow, by the id inside or by its own name', async () => {
  await write('a.json', v1Schema);
  await write('b.json', v2Schema);
  await write('Nam3d8yF1le.json', { jobPayloadSchema: {} });
  await write('notes.txt', 'no schema');

  await using operator = await startLocalOperator({ schemaFolder: folder });

  expect(operator.workflowIds).toEqual(['Nam3d8yF1le', V1_ID, V2_ID]);
});

test('a file that is no JSON is named, its text is not', async () => {
  await write('broken.json', '{"value": "somebody@example.com"');

  await expect(readSchemaFolder(folder)).rejects.toThrow(
    new Error(`${join(folder, 'broken.json')} is not JSON. It should hold one answer of GET /workflow/{id}.`),
  );
});

test('two files of one workflow are one too many', async () => {
  await write('a.json', v1Schema);
  await write('b.json', v1Schema);

  await expect(readSchemaFolder(folder)).rejects.toThrow(`a.json and b.json in ${folder} are both workflow ${V1_ID}.`);
});

test('a folder that is not there is named', async () => {
  await expect(readSchemaFolder(join(folder, 'none'))).rejects.toThrow(`${join(folder, 'none')} cannot be read.`);
});
