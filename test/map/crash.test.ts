/** A map that is killed again and again, by the very signal nothing can catch: each item runs once, and none is lost. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalOperator, type LocalOperator, type OperatorCall } from '@opus-codegen/local-operator';
import { fileJournal } from '@opus-codegen/runtime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rowsDescriptor, rowsSchema } from './rows-workflow.ts';

const program = join(import.meta.dirname, 'run-rows.ts');

let folder = '';
let operator: LocalOperator;
/** Called with each request as it arrives, and as it was answered. */
let onArrival: (call: string) => void = () => {};
let onAnswer: (call: string) => void = () => {};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opus-crash-'));
  [onArrival, onAnswer] = [() => {}, () => {}];
  operator = await startLocalOperator({
    workflows: [{ id: rowsDescriptor.workflowId, schema: rowsSchema, outcome: { outputs: { Total: 1 } } }],
    jobDurationMs: 0,
    onRequest: ({ call }) => onArrival(call),
    onAnswered: ({ call }) => onAnswer(call),
  });
});

afterEach(async () => {
  await operator.close();
  await rm(folder, { recursive: true });
});

interface Ended {
  readonly signal: NodeJS.Signals | null;
  /** Outcomes by run key. */
  readonly outcomes: ReadonlyMap<string, string>;
  readonly errors: string;
}

/** Runs the program; `kill` in hand from the start, for the hooks. */
function start(rows: number, concurrency: number): { readonly kill: () => void; readonly ended: Promise<Ended> } {
  const { baseUrl, serviceKey } = operator;
  const settings = JSON.stringify({ baseUrl, serviceKey, journal: join(folder, 'runs.jsonl'), rows, concurrency });
  const child = spawn(process.execPath, [program, settings], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (_code, signal) => {
      const lines = out.split('\n').filter((line) => line.endsWith('}'));
      const settled = lines.map((line) => JSON.parse(line) as { key: string; outcome: string }); // the program's own lines
      resolve({ signal, errors, outcomes: new Map(settled.map(({ key, outcome }) => [key, outcome])) });
    });
  });
  return { kill: () => child.kill('SIGKILL'), ended };
}

/** How often jobs of a row were executed. */
function executions(rows: number): readonly number[] {
  return Array.from({ length: rows }, (_, row) =>
    operator.jobs.filter(({ title }) => title === `row ${row}`).reduce((count, { executeCount }) => count + executeCount, 0),
  );
}

const kills: readonly (readonly [when: 'arrives' | 'is answered', call: OperatorCall])[] = [
  ['arrives', 'initiate'],
  ['is answered', 'initiate'],
  ['arrives', 'put'],
  ['arrives', 'execute'],
  ['is answered', 'execute'],
  ['arrives', 'status'],
  ['is answered', 'results'],
];

test.each(kills)('killed as the second item %s at %s', async (when, call) => {
  let count = 0;
  const run = start(3, 1);
  const strike = (struck: string): void => {
    if (struck === call && ++count === 2) run.kill();
  };
  if (when === 'arrives') onArrival = strike;
  else onAnswer = strike;
  expect((await run.ended).signal).toBe('SIGKILL');

  const { outcomes, errors } = await start(3, 1).ended;
  expect(errors).toBe('');
  expect([...outcomes.keys()]).toEqual(['row 0', 'row 1', 'row 2']);
  expect([...outcomes.values()].filter((outcome) => !/^\d+$/.test(outcome))).toEqual([]);
  expect(executions(3)).toEqual([1, 1, 1]);
});

test('killed eight times in a row, with three items at a time: nothing runs twice, and what is not certain is said', async () => {
  const rows = 12;
  for (const limit of [3, 9, 5, 14, 8, 21, 4, 17]) {
    let count = 0;
    const run = start(rows, 3);
    onArrival = () => {
      if (++count === limit) run.kill();
    };
    await run.ended;
  }
  onArrival = () => {};
  const { outcomes, errors } = await start(rows, 3).ended;
  expect(errors).toBe('');
  expect(outcomes.size).toBe(rows);
  // Killed between "is about to be executed" and the request: the status tells nothing, and the item is reported instead of run on a guess.
  const expected = Array.from({ length: rows }, (_, row) => (outcomes.get(`row ${row}`) === 'EXECUTE_OUTCOME_UNKNOWN' ? 0 : 1));
  expect(executions(rows)).toEqual(expected);
  expect([...outcomes.values()].filter((outcome) => !/^(\d+|EXECUTE_OUTCOME_UNKNOWN)$/.test(outcome))).toEqual([]);
});

test('refused while another process has the journal open, and nothing is sent', async () => {
  const journal = fileJournal(join(folder, 'runs.jsonl'));
  await journal.open?.();
  const { errors } = await start(3, 1).ended;
  expect(errors).toContain(`is in use by process ${process.pid}.`);
  expect(operator.requests).toEqual([]);
  await journal.close?.();
  await start(3, 1).ended;
  expect(executions(3)).toEqual([1, 1, 1]);
});

test('the journal holds no values', async () => {
  await start(2, 1).ended;
  const text = await readFile(join(folder, 'runs.jsonl'), 'utf8');
  expect(text).toContain('"row 0"');
  expect(text.replaceAll(/"key":"[^"]*"/g, '')).not.toMatch(/row|scan|_input_|http/);
});
