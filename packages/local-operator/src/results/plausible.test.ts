import { readWorkflow, type Variable } from '@opus-codegen/schema';
import { expect, test } from 'vitest';
import { valueIssues } from '../validation/value.ts';
import { outputFilesOf, outputsOf } from './outputs.ts';
import { plausibleOutputs } from './plausible.ts';

const context = { jobId: '2514', storageOrigin: 'http://127.0.0.1:1' };
const file = 'http://127.0.0.1:1/media/private/outputs/2514_Report_final_.png';

const outputs: readonly Variable[] = [
  { name: 'a', wire: 'a', displayName: 'Summary', type: 'str' },
  { name: 'b', wire: 'b', type: 'str', options: ['Low', 'High'] },
  { name: 'c', wire: 'c', type: 'int' },
  { name: 'd', wire: 'd', type: 'date', format: '%d/%m/%Y' },
  { name: 'e', wire: 'e', displayName: 'Report (final)', type: 'file', accept: ['.png'] },
  { name: 'f', wire: 'f', displayName: 'Report (final)', type: 'array', element: { type: 'file', accept: ['.png'] } },
  { name: 'g', wire: 'g', type: 'object', fields: [{ name: 'x', wire: 'x', type: 'bool' }] },
  { name: 'h', wire: 'h', displayName: 'Case', type: 'json_string' },
  { name: 'i', wire: 'i', type: 'union', anyOf: [{ type: 'float' }, { type: 'str' }] },
  { name: 'j', wire: 'j', type: 'array' },
];

test('every type gets a value of its kind', () => {
  expect(plausibleOutputs(outputs, context)).toEqual({
    a: 'Summary of job 2514',
    b: 'Low',
    c: 42,
    d: '09/11/2025',
    e: file,
    f: [file],
    g: { x: true },
    h: '{"source":"Case"}',
    i: 1249.5,
    j: ['first', 'second'],
  });
});

test('they would pass as inputs of the same types', () => {
  const values = plausibleOutputs(outputs, context);

  expect(outputs.flatMap((output) => valueIssues(values[output.wire], output, output.wire, () => true))).toEqual([]);
});

test('output files are the URLs of file outputs, in their order', () => {
  expect(outputFilesOf(plausibleOutputs(outputs, context), outputs)).toEqual([file, file]);
});

test('a workflow without declared outputs gives none', () => {
  const read = readWorkflow({ jobPayloadSchema: {} });

  expect(outputsOf({}, {}, read.ok ? read.workflow.outputs : [], context)).toEqual({});
});
