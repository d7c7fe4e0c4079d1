import { describe, expect, test } from 'vitest';
import type { ResultsShape } from '../jobs/outcome.ts';
import { v1Schema, v2Schema } from '../testing/schemas.ts';
import { rawOutputs, shapeResults, type Results } from './shapes.ts';

const definition = { variable_name: 'total', display_name: 'Total', type: 'float' };
const results: Results = {
  jobExecutionId: '2514',
  status: 'COMPLETED',
  outputs: { total: 12, extra: 'x' },
  summary: 'Done.',
  outputFiles: ['https://files.example/a.pdf'],
  declared: new Map([['total', { type: 'float', displayName: 'Total', definition }]]),
};
const named = { jobExecutionId: '2514', status: 'COMPLETED' };
const instances = {
  total: { value: 12, type: 'float', displayName: 'Total' },
  extra: { value: 'x', type: 'str', displayName: 'extra' },
};

describe('results', () => {
  test.each<[ResultsShape, unknown]>([
    ['R1', { ...named, results: { summary: 'Done.', outputFiles: ['https://files.example/a.pdf'], data: { total: 12, extra: 'x' } } }],
    ['R2', { jobResultsPayloadSchema: instances }],
    ['R3', { ...named, jobResultsPayloadSchema: { total: { ...definition, value: 12 }, extra: { variable_name: 'extra', value: 'x' } } }],
    ['R4', { ...named, results: { jobResultsPayloadSchema: instances } }],
    ['R5', { ...named, results: { summary: 'Done.', data: { jobResultsPayloadSchema: instances } } }],
    ['R6', [{ total: 12 }, { extra: 'x' }]],
    ['R7', { ...named, results: { total: { value: 12 }, extra: { value: 'x' } } }],
    ['R8', { ...named, data: { total: 12, extra: 'x' } }],
  ])('in the shape %s', (shape, expected) => {
    expect(shapeResults(results, shape)).toEqual(expected);
  });

  test('an output called __proto__ is an output', () => {
    const outputs = JSON.parse('{"__proto__":1}') as Record<string, unknown>;

    expect(JSON.stringify(shapeResults({ ...results, outputs }, 'R7'))).toContain('"__proto__":{"value":1}');
  });
});

test('raw output definitions are found in either generation', () => {
  expect(Object.keys(rawOutputs(v1Schema))).toEqual(['workflow_output_sum00001', 'workflow_output_tot4al01', 'workflow_output_rep0rt01']);
  expect(Object.keys(rawOutputs(v2Schema))).toEqual(['workflow_output_dec00001']);
  expect(rawOutputs(null)).toEqual({});
  expect(rawOutputs({ workflow_output_node_id: 'x', nodes: 7 })).toEqual({});
});
