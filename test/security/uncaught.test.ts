/** A program that lets an error of ours fall: everything it writes to stdout and stderr is searched. */
import { join } from 'node:path';
import type { Fault } from '@opus-codegen/local-operator';
import { expect, test } from 'vitest';
import { runProgram } from '../faults/program.ts';
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

  const { exitCode, stdout, stderr } = await runProgram(program, [], { OPUS_BASE_URL: stage.operator.baseUrl });

  expect(exitCode).toBe(1);
  for (const output of [stdout, stderr]) {
    expect(output).toContain(`code: '${code}'`);
    expect(canariesIn(output)).toEqual([]);
  }
});
