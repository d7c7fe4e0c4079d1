import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readResults } from './read-results.ts';

const HELD = { out_a: { value: 1, type: 'int', displayName: 'Total' }, out_b: { value: 'x', type: 'str', displayName: 'Text' } };
const FULL = { out_a: { id: 'a', variable_name: 'out_a', display_name: 'Total', type: 'int', value: 1, is_nullable: false, tags: [] } };
const URL = 'https://files.example/a.pdf';

describe('readResults', () => {
  it.each([
    [
      'R1',
      { jobExecutionId: '1', status: 'COMPLETED', results: { summary: 'S', outputFiles: [URL], data: { out_a: { value: 1 } } } },
      { out_a: 1, summary: 'S' },
      'S',
      [URL],
    ],
    ['R1 without data', { results: { summary: 'S', outputFiles: [URL] } }, { summary: 'S' }, 'S', [URL]],
    ['R2', { jobResultsPayloadSchema: HELD }, { out_a: 1, out_b: 'x' }, undefined, []],
    ['R3', { jobResultsPayloadSchema: FULL }, { out_a: 1 }, undefined, []],
    ['R4', { results: { jobResultsPayloadSchema: HELD } }, { out_a: 1, out_b: 'x' }, undefined, []],
    ['R5', { results: { summary: 'S', data: { jobResultsPayloadSchema: HELD } } }, { out_a: 1, out_b: 'x', summary: 'S' }, 'S', []],
    ['R6', [{ out_a: 1 }, { out_b: [2] }], { out_a: 1, out_b: [2] }, undefined, []],
    ['R7', { results: { out_a: { value: 1 }, out_b: { value: null } } }, { out_a: 1, out_b: null }, undefined, []],
    [
      'R8',
      { jobExecutionId: '1', results: { data: { out_a: 1, out_b: { deep: true } } } },
      { out_a: 1, out_b: { deep: true } },
      undefined,
      [],
    ],
    ['R8 at the top', { data: { out_a: 1 } }, { out_a: 1 }, undefined, []],
    ['an output of its own called Summary', { results: { summary: 'S', data: { Summary: 'own' } } }, { Summary: 'own' }, 'S', []],
    ['R6 inside', { results: { data: [{ out_a: 1 }] } }, { out_a: 1 }, undefined, []],
    ['an empty schema beside data', { jobResultsPayloadSchema: {}, results: { data: { out_a: 1 } } }, { out_a: 1 }, undefined, []],
  ])('reads %s', (_name, answer, values, summary, outputFiles) => {
    const verdict = readResults(answer);
    if (verdict.kind !== 'read') throw new Error(verdict.kind);
    expect(Object.fromEntries([...verdict.reading.outputs].map(([key, { value }]) => [key, value]))).toEqual(values);
    expect(verdict.reading.summary).toBe(summary);
    expect(verdict.reading.outputFiles).toEqual(outputFiles);
  });

  it('keeps the type and the label that stand beside a value, in either spelling', () => {
    const one = readResults({ jobResultsPayloadSchema: HELD });
    const other = readResults({ jobResultsPayloadSchema: FULL });
    expect('reading' in one && one.reading.outputs.get('out_a')).toEqual({ value: 1, type: 'int', displayName: 'Total' });
    expect('reading' in other && other.reading.outputs.get('out_a')).toEqual({ value: 1, type: 'int', displayName: 'Total' });
  });

  it('does not unwrap an output that is itself an object with a field called value', () => {
    const verdict = readResults({ results: { data: { amount: { value: 3, currency: 'EUR' } } } });
    expect('reading' in verdict && verdict.reading.outputs.get('amount')).toEqual({ value: { value: 3, currency: 'EUR' } });
  });

  it('takes outputs that bear the contract’s own names', () => {
    const verdict = readResults({ results: { summary: { value: 'out' }, data: { value: 2, type: 'int' }, outputFiles: { value: [] } } });
    // `data` is the contract's place before it is an output of that name.
    expect('reading' in verdict && [...verdict.reading.outputs.keys()]).toEqual(['value', 'type']);
    const without = readResults({ results: { summary: { value: 'out' }, other: { value: 1 } } });
    expect('reading' in without && [...without.reading.outputs.keys()]).toEqual(['summary', 'other']);
  });

  it.each([[undefined], [null], [''], [{}], [{ results: null }], [{ jobExecutionId: '1', results: null }]])(
    '%j is not there yet',
    (answer) => {
      expect(readResults(answer)).toEqual({ kind: 'notThere' });
    },
  );

  it.each([
    [{ results: {} }],
    [{ results: { data: {} } }],
    [{ jobResultsPayloadSchema: {} }],
    [{ results: { summary: '', outputFiles: [] } }],
    [{ results: { jobResultsPayloadSchema: {} } }],
    [{ results: { data: { jobResultsPayloadSchema: {} } } }],
    [{ results: { data: { jobResultsPayloadSchema: [] } } }],
    [{ data: { jobResultsPayloadSchema: {} } }],
    [[]],
  ])('%j is a place with nothing in it', (answer) => {
    expect(readResults(answer).kind).toBe('empty');
  });

  it.each([
    ['text', []],
    [7, []],
    [{ jobExecutionId: '1', outcome: {} }, ['jobExecutionId', 'outcome']],
  ])('%j is unreadable', (answer, topLevelKeys) => {
    expect(readResults(answer)).toEqual({ kind: 'unreadable', topLevelKeys });
  });

  it('never throws, on any JSON, and pollutes nothing', () => {
    assert(property(jsonValue(), (answer) => void readResults(answer)));
    const hostile: unknown = JSON.parse('{"results":{"data":{"__proto__":{"value":1,"type":"int"},"constructor":{"value":2}}}}');
    const verdict = readResults(hostile);
    expect('reading' in verdict && [...verdict.reading.outputs.keys()]).toEqual(['__proto__', 'constructor']);
    expect(({} as { value?: unknown }).value).toBeUndefined();
  });
});
