/** Every call × every fault, once and every time, over real HTTP: what the run comes to, what the service saw of it, and that nothing runs twice. */
import { OPERATOR_CALLS } from '@opus-codegen/local-operator';
import { OpusError } from '@opus-codegen/runtime';
import { describe, expect, test } from 'vitest';
import { FAULTS } from './faults.ts';
import { readMatrix } from './matrix.ts';
import { runCell, stageOf } from './run-cell.ts';
import { setStage } from './stage.ts';

const matrix = readMatrix();

/** A PUT is answered without a body: there is nothing to cut or to halve. */
const IMPOSSIBLE = ['put half a JSON (processed)', 'put body cut (processed)'];

test('the table holds every call with every fault, in order', () => {
  const all = OPERATOR_CALLS.flatMap((call) => Object.keys(FAULTS).map((fault) => `${call} ${fault}`));

  expect([...new Set(matrix.map(({ call, fault }) => `${call} ${fault}`))].toSorted()).toEqual(
    all.filter((cell) => !IMPOSSIBLE.includes(cell)).toSorted(),
  );
});

test('without a fault the same run looks three times and tells each step once', async () => {
  await using stage = await setStage();

  const { seen } = await runCell({ call: 'status' }, stage);

  expect(seen).toEqual({ outcome: 'completes', requests: 3, jobs: 1, executions: 1, retries: 0, maybeDuplicated: 0 });
  expect(stage.operator.requests.map(({ call }) => call)).toEqual([
    'getWorkflow',
    'initiate',
    'uploadUrl',
    'put',
    'execute',
    'status',
    'status',
    'status',
    'results',
  ]);
  expect(stage.events.map(({ type }) => type)).toEqual([...STEPS, 'job.status', 'job.status']);
});

/** The steps of a run that are told, whatever goes wrong on the way: no more than these, each once, in this order. */
const STEPS = ['job.initiating', 'job.initiated', 'file.uploaded', 'job.executing', 'job.executed'];
/** How many of them have been told when a run ends with an error of that call. */
const STEPS_BEFORE = { getWorkflow: 0, initiate: 1, uploadUrl: 2, put: 2, execute: 4, status: 5, results: 5, audit: 5 } as const;

describe.each(OPERATOR_CALLS)('%s', (call) => {
  const cells = matrix.filter((cell) => cell.call === call).map((cell) => ({ ...cell, often: cell.times === 1 ? 'once' : 'every time' }));

  test.each(cells)('$fault, $often: $expected.outcome', async (cell) => {
    await using stage = await stageOf(cell);

    const { seen, error } = await runCell(cell, stage);

    const { operator, clock, wire, events } = stage;
    expect(seen).toEqual(cell.expected);
    expect(error === undefined || error instanceof OpusError).toBe(true);
    const steps = events.map(({ type }) => type).filter((type) => STEPS.includes(type));
    expect(steps).toEqual(STEPS.slice(0, cell.expected.outcome === 'completes' ? STEPS.length : STEPS_BEFORE[call]));
    // Never twice, nothing at an address that is none of the eight calls, no key at the storage; and the client has come to rest.
    expect(operator.jobs.filter((job) => job.executeCount > 1)).toEqual([]);
    expect(operator.requestCount('unknown')).toBe(0);
    expect(operator.leakedKeyCount).toBe(0);
    expect(clock.pendingTimers).toBe(0);
    await clock.rest();
    expect(wire.open).toBe(0);
  });
});
