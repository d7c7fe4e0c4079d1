import { describe, expect, it } from 'vitest';
import type { OpusError } from '../errors/opus-error.ts';
import { createEventSink, type CallName, type RunEvent } from '../events.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import type { Failure, Outcome } from './outcome.ts';
import { createRetrier } from './retry.ts';

const failure = (kind: Failure['kind'], more: Partial<Failure> = {}): Failure => {
  const code = ({ notSent: 'CONNECT_FAILED', refused: 'RATE_LIMITED', ambiguous: 'SERVER_ERROR', final: 'BAD_REQUEST' } as const)[kind];
  return { kind, code, detail: 'failed', ...more };
};
const ACCEPTED: Outcome = { kind: 'accepted', status: 200, json: {} };

function setUp(maxRetries = 4) {
  const clock = createFakeClock();
  const heard: RunEvent[] = [];
  const events = createEventSink('wf', clock.now, (event) => heard.push(event));
  const retrier = createRetrier({ clock, maxRetries });
  /** Sends the outcomes in turn, the last one for ever; tells how many were sent. */
  const attemptsOf = async (call: CallName, outcomes: readonly Outcome[]): Promise<{ sent: number; error?: OpusError }> => {
    let sent = 0;
    const send = () => Promise.resolve(outcomes[Math.min(sent++, outcomes.length - 1)] ?? ACCEPTED);
    const done = retrier.run(call, send, { events }).then(
      () => ({ sent }),
      (error: OpusError) => ({ sent, error }),
    );
    return await clock.settle(done);
  };
  return { clock, heard, retrier, attemptsOf };
}

describe('retry, by endpoint', () => {
  // How many requests leave when every one of them fails in the same way, with four retries allowed (runtime.md).
  it.each([
    ['workflow', 'notSent', 5],
    ['workflow', 'refused', 5],
    ['workflow', 'ambiguous', 5],
    ['workflow', 'final', 1],
    ['fileUpload', 'notSent', 5],
    ['fileUpload', 'refused', 5],
    ['fileUpload', 'ambiguous', 5],
    ['results', 'notSent', 5],
    ['results', 'refused', 5],
    ['results', 'ambiguous', 5],
    ['initiate', 'notSent', 5],
    ['initiate', 'refused', 5],
    ['initiate', 'ambiguous', 2],
    ['initiate', 'final', 1],
    ['execute', 'notSent', 5],
    ['execute', 'refused', 5],
    ['execute', 'ambiguous', 1],
    ['execute', 'final', 1],
    ['audit', 'notSent', 2],
    ['audit', 'refused', 2],
    ['audit', 'ambiguous', 2],
  ] as const)('%s, always %s: %i requests', async (call, kind, count) => {
    const { sent, error } = await setUp().attemptsOf(call, [failure(kind)]);
    expect(sent).toBe(count);
    expect(error).toMatchObject({ attempts: count, retryable: kind !== 'final' });
  });

  it('never executes again after one lost answer, even when refusals came before', async () => {
    const { sent } = await setUp().attemptsOf('execute', [failure('refused'), failure('notSent'), failure('ambiguous')]);
    expect(sent).toBe(3);
  });

  it('counts the kinds together against the client’s limit', async () => {
    const { sent } = await setUp(2).attemptsOf('workflow', [failure('notSent'), failure('refused'), failure('ambiguous')]);
    expect(sent).toBe(3);
    expect((await setUp(0).attemptsOf('initiate', [failure('ambiguous')])).sent).toBe(1);
  });

  it('stops as soon as it is accepted', async () => {
    const { sent, error } = await setUp().attemptsOf('workflow', [failure('ambiguous'), failure('refused'), ACCEPTED]);
    expect([sent, error]).toEqual([3, undefined]);
  });

  it('tells every retry', async () => {
    const { heard, attemptsOf } = setUp();
    await attemptsOf('workflow', [failure('ambiguous', { status: 502 }), failure('refused', { status: 429, hintMs: 3_000 }), ACCEPTED]);
    expect(heard).toEqual([
      {
        type: 'retry',
        call: 'workflow',
        reason: 'SERVER_ERROR',
        status: 502,
        attempt: 1,
        delayMs: 125,
        workflowId: 'wf',
        timeMs: 1_000_000,
      },
      {
        type: 'retry',
        call: 'workflow',
        reason: 'RATE_LIMITED',
        status: 429,
        attempt: 2,
        delayMs: 3_000,
        workflowId: 'wf',
        timeMs: 1_000_125,
      },
    ]);
  });

  it('fails at once when the service asks for more time than is left', async () => {
    const { clock, retrier } = setUp();
    const context = { deadlineMs: clock.now() + 5_000, workflowId: 'wf' };
    const run = retrier.run(
      'workflow',
      () => Promise.resolve(failure('refused', { code: 'SERVER_ERROR', status: 503, hintMs: 10_000 })),
      context,
    );
    await expect(run).rejects.toMatchObject({ name: 'ApiError', code: 'RATE_LIMITED', status: 503, workflowId: 'wf', attempts: 1 });
    expect(clock.now()).toBe(1_000_000);
  });

  it('is ended by an abort while it waits, and says that nothing was executed', async () => {
    const { clock, retrier } = setUp();
    const controller = new AbortController();
    const run = retrier.run('execute', () => Promise.resolve(failure('refused', { hintMs: 30_000 })), {
      signal: controller.signal,
      jobExecutionId: '7',
    });
    const failed = run.catch((error: unknown) => error);
    await clock.advance(1_000);
    controller.abort();
    expect(await failed).toMatchObject({ code: 'ABORTED', phase: 'execute', executed: 'no', jobExecutionId: '7' });
    expect(clock.pendingTimers).toBe(0);
  });

  it('slows down a storm: three hundred failing calls leave at the budget’s rate', async () => {
    const { clock, retrier } = setUp(1);
    const sentAtMs: number[] = [];
    const send = () => {
      sentAtMs.push(clock.now() - 1_000_000);
      return Promise.resolve(failure('ambiguous'));
    };
    await clock.settle(Promise.allSettled(Array.from({ length: 300 }, () => retrier.run('workflow', send, {}))));
    expect(sentAtMs).toHaveLength(600);
    // 50 tokens at first, 10 a second afterwards: the last of 300 retries leaves after 25 s.
    expect(sentAtMs.at(-1)).toBe(25_000);
  });
});
