import { describe, expect, test } from 'vitest';
import { coreOf } from '../client/core.ts';
import {
  ApiError,
  ExecuteOutcomeUnknownError,
  InputError,
  JobFailedError,
  JournalError,
  NetworkError,
  OpusError,
  SchemaDriftError,
} from '../errors/index.ts';
import type { RunEventListener } from '../events.ts';
import { createFakeService, DESCRIPTOR, SCHEMA, type FakeService, type Script } from '../testing/fake-service.ts';
import { networkError } from '../testing/fake-fetch.ts';
import type { WorkflowResult } from '../workflow/finish.ts';
import { memoryJournal, type Journal, type JournalEntry } from './journal.ts';
import { mapRuns } from './map.ts';
import type { MapOptions } from './options.ts';
import type { Settled } from './settled.ts';

interface Row {
  readonly note: string;
}
type Outcome = Settled<Row, WorkflowResult<{ readonly total?: number }>>;

/** Jobs 1, 2, 3 …, each complete at its second look. */
function service(script: Script = {}): FakeService {
  const jobs: Record<string, Script[string]> = {};
  for (let id = 1; id <= 50; id++) {
    jobs[`GET /job/${id}/status`] = (count) => ({ status: count < 1 ? 'IN PROGRESS' : 'COMPLETED' });
    jobs[`GET /job/${id}/results`] = { results: { data: { workflow_output_t: { value: id } } } };
  }
  return createFakeService({
    'POST /job/initiate': (count) => ({ jobExecutionId: String(count + 1) }),
    'POST /job/execute': { success: true },
    ...jobs,
    ...script,
  });
}

/** Lets time pass until it settles. The hash is made on another thread, which the clock cannot see: so second by second. */
async function passTime<T>(fake: FakeService, promise: Promise<T>): Promise<T> {
  const end = { reached: false };
  const reach = (): boolean => (end.reached = true);
  promise.then(reach, reach);
  while (!end.reached) await fake.clock.advance(1_000);
  return promise;
}

async function run(fake: FakeService, rows: Iterable<Row>, options: MapOptions<Row> = {}): Promise<Outcome[]> {
  const all: Outcome[] = [];
  const loop = async (): Promise<void> => {
    for await (const settled of mapRuns<Row, { readonly total?: number }>(coreOf(fake.client), DESCRIPTOR, rows, options))
      all.push(settled);
  };
  await passTime(fake, loop());
  return all;
}

/** Each outcome in a word: the total, or the code of the error. */
const words = (outcomes: readonly Outcome[]): readonly unknown[] =>
  outcomes
    .toSorted((one, other) => one.index - other.index)
    .map((outcome) =>
      outcome.status === 'fulfilled'
        ? outcome.value.outputs.total
        : outcome.reason instanceof OpusError
          ? outcome.reason.code
          : String(outcome.reason),
    );
const posts = (fake: FakeService): readonly string[] => fake.lines.filter((line) => line.startsWith('POST'));

/** A journal that shows what was kept between which requests. */
function watched(
  fake: FakeService,
  entries: readonly JournalEntry[] = [],
): Journal & { readonly log: string[]; readonly saved: Map<string, JournalEntry> } {
  const saved = new Map(entries.map((entry) => [entry.key, entry]));
  const log: string[] = [];
  let seen = 0;
  const catchUp = (): void => {
    log.push(...fake.lines.slice(seen).filter((line) => !line.startsWith('GET /workflow')));
    seen = fake.lines.length;
  };
  return {
    log,
    saved,
    load: (key) => Promise.resolve(saved.get(key)),
    save: async (entry) => {
      catchUp();
      log.push(`${entry.key} ${entry.state}${entry.jobExecutionId === undefined ? '' : ` ${entry.jobExecutionId}`}`);
      saved.set(entry.key, entry);
    },
    close: async () => catchUp(),
  };
}

/** The entry an earlier process left for the row `{ note: 'a' }` under the key `0`. */
async function leftBehind(state: JournalEntry['state'], jobExecutionId?: string): Promise<JournalEntry> {
  const fake = service();
  const journal = watched(fake);
  await run(fake, [{ note: 'a' }], { journal });
  const inputDigest = journal.saved.get('0')?.inputDigest ?? '';
  return { key: '0', state, inputDigest, ...(jobExecutionId !== undefined && { jobExecutionId }) };
}

describe('without a journal', () => {
  test('each item is one run, and one failure stops nothing else', async () => {
    const fake = service({ 'GET /job/2/status': { status: 'FAILED' } });
    const outcomes = await run(fake, [{ note: 'a' }, { note: 'b' }, { note: 'c' }], { concurrency: 1 });
    expect(words(outcomes)).toEqual([1, 'JOB_FAILED', 3]);
    expect(outcomes.map(({ item, key }) => [item.note, key])).toEqual([
      ['a', undefined],
      ['b', undefined],
      ['c', undefined],
    ]);
    expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: expect.any(JobFailedError) });
  });

  test('an item that does not fit costs no request', async () => {
    const fake = service();
    const wrong = { note: 7 } as unknown as Row; // as from JavaScript
    const outcomes = await run(fake, [wrong]);
    expect(outcomes[0]).toMatchObject({ status: 'rejected', reason: expect.any(InputError) });
    expect(fake.lines).toEqual([]);
  });

  test('titles are made for each item', async () => {
    const fake = service();
    await run(fake, [{ note: 'a' }, { note: 'b' }], { concurrency: 1, title: ({ note }, index) => `Row ${index}: ${note}` });
    const titles = fake.seen.filter(({ path }) => path === '/job/initiate').map(({ text }) => JSON.parse(text).title);
    expect(titles).toEqual(['Row 0: a', 'Row 1: b']);
  });

  test("what the caller's own functions throw becomes the item's reason", async () => {
    const fake = service();
    const outcomes = await run(fake, [{ note: 'a' }, { note: 'b' }], {
      title: ({ note }) => {
        if (note === 'a') throw new Error('no title');
        return note;
      },
    });
    expect(words(outcomes)).toEqual(['Error: no title', 1]);
  });

  test.each([0, 1.5, Number.NaN, -1])('a concurrency of %s is refused before anything is pulled', async (concurrency) => {
    await expect(run(service(), [{ note: 'a' }], { concurrency })).rejects.toMatchObject({ code: 'INVALID_OPTION' });
  });

  test('the signal is handed to the runs, and then ends the loop', async () => {
    const fake = service({ 'GET /job/1/status': { status: 'WAITING' } });
    const caller = new AbortController();
    const outcomes: Outcome[] = [];
    const loop = (async () => {
      const options = { signal: caller.signal, onEvent: ({ type }: { type: string }) => type === 'job.status' && caller.abort() };
      for await (const settled of mapRuns<Row, object>(coreOf(fake.client), DESCRIPTOR, [{ note: 'a' }, { note: 'b' }], {
        ...options,
        concurrency: 1,
      })) {
        outcomes.push(settled);
      }
    })();
    await expect(passTime(fake, loop)).rejects.toMatchObject({ code: 'ABORTED' });
    expect(outcomes).toMatchObject([{ status: 'rejected', reason: { code: 'ABORTED', jobExecutionId: '1', executed: 'yes' } }]);
  });
});

describe('with a journal', () => {
  test('each state is kept before its step', async () => {
    const fake = service();
    const journal = watched(fake);
    expect(words(await run(fake, [{ note: 'a' }], { journal }))).toEqual([1]);
    expect(journal.log).toEqual([
      '0 prepared',
      'POST /job/initiate',
      '0 initiated 1',
      '0 executing 1',
      'POST /job/execute',
      '0 executed 1',
      'GET /job/1/status',
      'GET /job/1/status',
      'GET /job/1/results',
      '0 done 1',
    ]);
  });

  test('holds no values: keys, states, ids and a hash', async () => {
    const fake = service();
    const journal = watched(fake);
    await run(fake, [{ note: 'very private' }], { journal, key: () => 'row-1' });
    expect(journal.saved.get('row-1')).toEqual({
      key: 'row-1',
      state: 'done',
      jobExecutionId: '1',
      inputDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('is opened once and closed once, also when the caller leaves the loop', async () => {
    const calls: string[] = [];
    const journal: Journal = { ...memoryJournal(), open: async () => void calls.push('open'), close: async () => void calls.push('close') };
    const fake = service();
    const loop = (async () => {
      for await (const settled of mapRuns(coreOf(fake.client), DESCRIPTOR, [{ note: 'a' }, { note: 'b' }], { journal })) {
        expect(settled.status).toBe('fulfilled');
        break;
      }
    })();
    await passTime(fake, loop);
    expect(calls).toEqual(['open', 'close']);
  });

  test('what does not fit is not kept', async () => {
    const fake = service();
    const journal = watched(fake);
    expect(words(await run(fake, [{ note: 7 } as unknown as Row], { journal }))).toEqual(['INVALID_INPUT']); // as from JavaScript
    expect(journal.log).toEqual([]);
  });

  test('a failed job is done too: it is not run again, and its failure is told again', async () => {
    const script: Script = { 'GET /job/1/status': { status: 'FAILED' } };
    const fake = service(script);
    const journal = watched(fake);
    expect(words(await run(fake, [{ note: 'a' }], { journal }))).toEqual(['JOB_FAILED']);
    expect(journal.saved.get('0')?.state).toBe('done');
    const again = service(script);
    expect(words(await run(again, [{ note: 'a' }], { journal: watched(again, [...journal.saved.values()]) }))).toEqual(['JOB_FAILED']);
    expect(posts(again)).toEqual([]);
  });

  test('waiting that ended is no end: the next map waits on', async () => {
    const fake = service({ 'GET /job/1/status': { status: 'WAITING' } });
    const journal = watched(fake);
    expect(words(await run(fake, [{ note: 'a' }], { journal, waitTimeoutMs: 60_000 }))).toEqual(['WAIT_TIMEOUT']);
    expect(journal.saved.get('0')?.state).toBe('executed');
  });
});

describe('after a crash', () => {
  test.each<[JournalEntry['state'], string | undefined, readonly string[]]>([
    ['prepared', undefined, ['0 prepared', 'POST /job/initiate', '0 initiated 1', '0 executing 1', 'POST /job/execute', '0 executed 1']],
    ['initiated', '7', ['0 executing 7', 'POST /job/execute', '0 executed 7']],
    ['executing', '7', ['GET /job/7/status', '0 executed 7']],
    ['executed', '7', []],
  ])('an item found %s goes on from there', async (state, jobExecutionId, steps) => {
    const fake = service();
    const journal = watched(fake, [await leftBehind(state, jobExecutionId)]);
    expect(words(await run(fake, [{ note: 'a' }], { journal }))).toEqual([Number(jobExecutionId ?? 1)]);
    expect(journal.log.slice(0, steps.length)).toEqual(steps);
    expect(journal.log.at(-1)).toBe(`0 done ${jobExecutionId ?? 1}`);
  });

  test('an item found done is not run: its results are fetched', async () => {
    const fake = service();
    const journal = watched(fake, [await leftBehind('done', '7')]);
    expect(words(await run(fake, [{ note: 'a' }], { journal }))).toEqual([7]);
    expect(posts(fake)).toEqual([]);
    expect(journal.log.filter((line) => line.startsWith('0 '))).toEqual([]);
  });

  test('an item found executing, whose job says nothing certain, is reported and never executed', async () => {
    const fake = service({ 'GET /job/7/status': { status: 'PENDING' } });
    const journal = watched(fake, [await leftBehind('executing', '7')]);
    const [outcome] = await run(fake, [{ note: 'a' }], { journal });
    expect(outcome).toMatchObject({ status: 'rejected', key: '0', reason: expect.any(ExecuteOutcomeUnknownError) });
    expect(outcome).toMatchObject({
      reason: { jobExecutionId: '7', message: expect.stringContaining('An earlier run stopped while it executed job 7') },
    });
    expect(posts(fake)).toEqual([]);
    expect(journal.saved.get('0')?.state).toBe('executing');
  });

  test('an item found executing may need a moment to show that it runs', async () => {
    const statuses = ['PENDING', 'PENDING', 'IN PROGRESS', 'COMPLETED'];
    const fake = service({ 'GET /job/7/status': (count) => ({ status: statuses[count] }) });
    expect(words(await run(fake, [{ note: 'a' }], { journal: watched(fake, [await leftBehind('executing', '7')]) }))).toEqual([7]);
    expect(posts(fake)).toEqual([]);
  });

  test('another input under the same key is refused', async () => {
    const fake = service();
    const journal = watched(fake, [await leftBehind('executed', '7')]);
    const [outcome] = await run(fake, [{ note: 'b' }], { journal });
    expect(outcome).toMatchObject({
      reason: { code: 'RUN_KEY_CONFLICT', jobExecutionId: '7', message: 'The journal knows the run key "0" with another input.' },
    });
    expect(outcome).toMatchObject({ reason: expect.any(JournalError) });
    expect(fake.lines).toEqual([]);
  });

  test('another workflow under the same key is refused', async () => {
    const fake = service();
    const journal = watched(fake, [await leftBehind('executed', '7')]);
    const all: Settled<Row, unknown>[] = [];
    const other = { ...DESCRIPTOR, workflowId: 'other' };
    const loop = (async () => {
      for await (const settled of mapRuns(coreOf(fake.client), other, [{ note: 'a' }], { journal })) all.push(settled);
    })();
    await passTime(fake, loop);
    expect(all).toMatchObject([{ reason: { code: 'RUN_KEY_CONFLICT' } }]);
  });

  test('two items of one key are never both run', async () => {
    const fake = service();
    const rows = [{ note: 'a' }, { note: 'a' }, { note: 'b' }];
    expect(words(await run(fake, rows, { journal: memoryJournal(), key: ({ note }) => note }))).toEqual([1, 'RUN_KEY_CONFLICT', 2]);
    expect(words(await run(service(), rows, { journal: memoryJournal(), key: ({ note }) => note, concurrency: 1 }))).toEqual([
      1,
      'RUN_KEY_CONFLICT',
      2,
    ]);
  });
});

function stopBeforeExecuting({ type }: { readonly type: string }): void {
  if (type === 'job.executing') throw new Error('not today');
}

test('two maps at once over one journal never both run an item', async () => {
  const fake = service();
  const journal = memoryJournal();
  const rows = [{ note: 'a' }];
  const both = await Promise.all([run(fake, rows, { journal }), run(fake, rows, { journal })]);
  expect(both.flatMap(words).toSorted()).toEqual([1, 'RUN_KEY_CONFLICT']);
  expect(words(await run(fake, rows, { journal }))).toEqual([1]);
  expect(posts(fake)).toEqual(['POST /job/initiate', 'POST /job/execute']);
});

describe('an execution that did not happen', () => {
  test('because the service refused it leaves the item to be executed again, in the same job', async () => {
    const fake = service({
      'POST /job/execute': (count) => (count === 0 ? Response.json({ success: false, error: 'quota' }) : { success: true }),
    });
    const journal = watched(fake);
    expect(words(await run(fake, [{ note: 'a' }], { journal }))).toEqual(['NOT_ACCEPTED']);
    expect(journal.saved.get('0')).toMatchObject({ state: 'initiated', jobExecutionId: '1' });
    expect(words(await run(fake, [{ note: 'a' }], { journal }))).toEqual([1]);
    expect(posts(fake)).toEqual(['POST /job/initiate', 'POST /job/execute', 'POST /job/execute']);
  });

  test('because the workflow moved leaves it so too', async () => {
    const moved = { ...SCHEMA, jobPayloadSchema: { ...SCHEMA.jobPayloadSchema, extra: { type: 'str', display_name: 'Extra' } } };
    const fake = service({
      'GET /workflow/wf': (count) => (count === 0 ? SCHEMA : moved),
      'POST /job/execute': () => Response.json({ message: 'extra is missing' }, { status: 400 }),
    });
    const journal = watched(fake);
    const [outcome] = await run(fake, [{ note: 'a' }], { journal });
    expect(outcome).toMatchObject({ reason: expect.any(SchemaDriftError) });
    expect(journal.saved.get('0')?.state).toBe('initiated');
  });

  test('because the job is not known any more leaves it to a new job', async () => {
    const fake = service({
      'POST /job/execute': (count) => (count === 0 ? Response.json({ message: 'no such job' }, { status: 404 }) : { success: true }),
    });
    const journal = watched(fake, [await leftBehind('initiated', '40')]);
    expect(words(await run(fake, [{ note: 'a' }], { journal }))).toEqual(['NOT_FOUND']);
    expect(journal.saved.get('0')).toEqual({ ...(await leftBehind('prepared')) });
    expect(words(await run(fake, [{ note: 'a' }], { journal }))).toEqual([1]);
  });

  test('for all anybody knows stays as it is', async () => {
    const fake = service({ 'POST /job/execute': () => networkError('ECONNRESET'), 'GET /job/1/status': { status: 'PENDING' } });
    const journal = watched(fake);
    expect(words(await run(fake, [{ note: 'a' }], { journal }))).toEqual(['EXECUTE_OUTCOME_UNKNOWN']);
    expect(journal.saved.get('0')).toMatchObject({ state: 'executing', jobExecutionId: '1' });
  });

  test('because the caller gave up while it waited to be sent again leaves it so too', async () => {
    const fake = service({
      'POST /job/execute': (count) => (count === 0 ? Response.json({ message: 'busy' }, { status: 429 }) : { success: true }),
    });
    const journal = watched(fake);
    const stop = new AbortController();
    const onEvent: RunEventListener = ({ type }) => {
      if (type === 'retry') stop.abort();
    };
    expect(words(await run(fake, [{ note: 'a' }], { journal, onEvent, signal: stop.signal }))).toEqual(['ABORTED']);
    expect(journal.saved.get('0')).toMatchObject({ state: 'initiated', jobExecutionId: '1' });
    expect(words(await run(fake, [{ note: 'a' }], { journal }))).toEqual([1]);
    expect(posts(fake)).toEqual(['POST /job/initiate', 'POST /job/execute', 'POST /job/execute']);
  });

  test('is not what an error of a listener tells, whatever it is about', async () => {
    const errors = [
      new ApiError({ code: 'SERVER_ERROR', message: 'another call', phase: 'execute', jobExecutionId: '77' }),
      new NetworkError({ code: 'CONNECT_FAILED', message: 'another look at this job', phase: 'wait', jobExecutionId: '1' }),
    ];
    for (const error of errors) {
      const fake = service();
      const journal = watched(fake);
      const onEvent: RunEventListener = ({ type }) => {
        if (type === 'job.executed') throw error;
      };
      await run(fake, [{ note: 'a' }], { journal, onEvent });
      expect(journal.saved.get('0')?.state).toBe('executed');
      expect(words(await run(fake, [{ note: 'a' }], { journal }))).toEqual([1]);
      expect(posts(fake)).toEqual(['POST /job/initiate', 'POST /job/execute']);
    }
  });

  test('because the caller stopped it in onEvent leaves the item initiated', async () => {
    const fake = service();
    const journal = watched(fake);
    expect(words(await run(fake, [{ note: 'a' }], { journal, onEvent: stopBeforeExecuting }))).toEqual(['Error: not today']);
    expect(journal.saved.get('0')?.state).toBe('initiated');
    expect(posts(fake)).toEqual(['POST /job/initiate']);
  });
});

describe('a journal that fails', () => {
  test.each(['prepared', 'initiated', 'executing'] as const)('to keep "%s" stops the run before the next step', async (state) => {
    const fake = service();
    const journal = watched(fake);
    const failing: Journal = {
      ...journal,
      save: (entry) => (entry.state === state ? Promise.reject(new Error('disk full')) : journal.save(entry)),
    };
    const [outcome] = await run(fake, [{ note: 'a' }], { journal: failing });
    expect(outcome).toMatchObject({
      reason: { code: 'JOURNAL_FAILED', message: 'The journal could not be written for the run key "0": disk full' },
    });
    expect(posts(fake)).toEqual(state === 'prepared' ? [] : ['POST /job/initiate']);
  });

  test('to be read stops the run before anything', async () => {
    const fake = service();
    const [outcome] = await run(fake, [{ note: 'a' }], { journal: { ...memoryJournal(), load: () => Promise.reject(new Error('gone')) } });
    expect(outcome).toMatchObject({
      reason: { code: 'JOURNAL_FAILED', message: 'The journal could not be read for the run key "0": gone' },
    });
    expect(fake.lines).toEqual([]);
  });

  test('to open ends the map', async () => {
    const journal: Journal = {
      ...memoryJournal(),
      open: () => Promise.reject(new JournalError({ code: 'JOURNAL_FAILED', message: 'in use' })),
    };
    await expect(run(service(), [{ note: 'a' }], { journal })).rejects.toThrow('in use');
  });

  test('by giving an entry without a job id is told so', async () => {
    const entry = await leftBehind('executed');
    const [outcome] = await run(service(), [{ note: 'a' }], { journal: { ...memoryJournal(), load: () => Promise.resolve(entry) } });
    expect(outcome).toMatchObject({
      reason: { code: 'JOURNAL_FAILED', message: 'The journal\'s entry for the run key "0" has no job id.' },
    });
  });
});
