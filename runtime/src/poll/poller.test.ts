import { describe, expect, it } from 'vitest';
import { createFakeClock } from '../testing/fake-clock.ts';
import type { Outcome } from '../transport/outcome.ts';
import { createPoller, type WatchRequest } from './poller.ts';

const RUNNING: Outcome = { kind: 'accepted', status: 200, json: { status: 'IN PROGRESS' } };
const DONE: Outcome = { kind: 'accepted', status: 200, json: { status: 'COMPLETED' } };

interface Look {
  readonly id: string;
  readonly atMs: number;
}

function setUp(answer: (id: string, elapsedMs: number) => Outcome | Promise<Outcome>, looksPerSecond = 10) {
  const clock = createFakeClock();
  const startMs = clock.now();
  const looks: Look[] = [];
  const calls = {
    async status({ jobExecutionId }: { readonly jobExecutionId: string }) {
      const atMs = clock.now() - startMs;
      looks.push({ id: jobExecutionId, atMs });
      return await answer(jobExecutionId, atMs);
    },
  };
  const poller = createPoller({ calls, clock, looksPerSecond, requestTimeoutMs: 30_000 });
  const watch = (more: Partial<WatchRequest> & { readonly waitMs?: number } = {}) => {
    const { waitMs = Infinity, ...rest } = more;
    const request = {
      jobExecutionId: '7',
      workflowId: 'wf',
      waitTimeoutMs: waitMs,
      deadlineMs: clock.now() + waitMs,
      lookNow: false,
      ...rest,
    };
    return poller.watch(request);
  };
  return { clock, looks, poller, watch };
}

describe('the poller', () => {
  it('watches a job of two hours with at most 400 looks, and leaves nothing behind', async () => {
    const { clock, looks, watch } = setUp((_id, elapsedMs) => (elapsedMs >= 7_200_000 ? DONE : RUNNING));
    const report = await clock.settle(watch());
    expect(report).toEqual({ status: 'COMPLETED', rawStatus: 'COMPLETED', terminal: true });
    expect(looks.length).toBeLessThanOrEqual(400);
    expect(looks.length).toBeGreaterThan(300);
    expect(looks.at(-1)?.atMs).toBeLessThan(7_200_000 + 23_000);
    expect(clock.pendingTimers).toBe(0);
  });

  it('looks a second after execute, or at once (as soon as the rate allows) for a job it is handed', async () => {
    const { clock, looks, watch } = setUp(() => DONE);
    await clock.settle(watch());
    await clock.settle(watch({ lookNow: true }));
    expect(looks.map(({ atMs }) => atMs)).toEqual([1_000, 1_100]);
  });

  it('looks at most ten times a second, the most overdue first', async () => {
    const { clock, looks, watch } = setUp((_id, elapsedMs) => (elapsedMs > 30_000 ? DONE : RUNNING));
    await clock.settle(Promise.all(Array.from({ length: 200 }, (_, index) => watch({ jobExecutionId: String(index), lookNow: true }))));
    const tenApart = looks.slice(10).map(({ atMs }, index) => atMs - (looks[index]?.atMs ?? 0));
    expect(Math.min(...tenApart)).toBeGreaterThanOrEqual(1_000 - 1e-6);
    // Nobody is looked at a second time before everybody was a first time.
    expect(new Set(looks.slice(0, 200).map(({ id }) => id)).size).toBe(200);
  });

  it('takes a last look just before the deadline, then says what it saw', async () => {
    const { clock, looks, watch } = setUp((_id, elapsedMs) =>
      elapsedMs < 5_000 ? RUNNING : { kind: 'ambiguous', code: 'SERVER_ERROR', detail: '', status: 502 },
    );
    await expect(clock.settle(watch({ waitMs: 60_000 }))).rejects.toMatchObject({
      name: 'WaitTimeoutError',
      code: 'WAIT_TIMEOUT',
      jobExecutionId: '7',
      workflowId: 'wf',
      phase: 'wait',
      retryable: true,
      hint: expect.stringContaining("workflow.job('7').result()"),
      message: expect.stringMatching(/^Job 7 had not ended after 60000 ms of waiting \(IN_PROGRESS ×4, HTTP 502 ×\d+\)\.$/),
    });
    expect(clock.now()).toBe(1_060_000);
    expect(looks.at(-1)?.atMs).toBe(58_000);
    expect(clock.pendingTimers).toBe(0);
  });

  it('keeps the deadline even when the last look hangs', async () => {
    const { clock, watch } = setUp(() => new Promise<Outcome>(() => {}));
    await expect(clock.settle(watch({ waitMs: 10_000 }))).rejects.toMatchObject({ code: 'WAIT_TIMEOUT', observed: {} });
    expect(clock.now()).toBe(1_010_000);
  });

  it('fails at once when the service wants to be left alone past the deadline', async () => {
    const { clock, watch } = setUp(() => ({ kind: 'refused', code: 'RATE_LIMITED', detail: 'answered 429', status: 429, hintMs: 30_000 }));
    await expect(clock.settle(watch({ waitMs: 20_000 }))).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      jobExecutionId: '7',
      phase: 'wait',
    });
    expect(clock.now()).toBe(1_001_000);
  });

  it('keeps away as long as the service asks', async () => {
    const { clock, looks, watch } = setUp((_id, elapsedMs) =>
      elapsedMs > 2_000 ? DONE : { kind: 'refused', code: 'RATE_LIMITED', detail: '', status: 429, hintMs: 30_000 },
    );
    await clock.settle(watch());
    expect(looks.map(({ atMs }) => atMs)).toEqual([1_000, 31_000]);
  });

  it.each([
    { hintMs: 30_000, againAtMs: 31_000, rule: 'before the time that the service asks for' },
    { hintMs: 100, againAtMs: 2_000, rule: 'within a second of the last look, be that time ever so short' },
  ])('is not woken $rule', async ({ hintMs, againAtMs }) => {
    const { clock, looks, poller, watch } = setUp((_id, elapsedMs) =>
      elapsedMs > 1_000 ? DONE : { kind: 'refused', code: 'RATE_LIMITED', detail: '', status: 429, hintMs },
    );
    const watched = watch();
    await clock.advance(1_050);
    for (let call = 0; call < 20; call += 1) {
      poller.wake('7');
      await clock.advance(50);
    }
    await clock.settle(watched);
    expect(looks.map(({ atMs }) => atMs)).toEqual([1_000, againAtMs]);
  });

  it('gives up on a key that is refused', async () => {
    const { clock, looks, watch } = setUp(() => ({ kind: 'final', code: 'UNAUTHORIZED', detail: 'answered 401', status: 401 }));
    await expect(clock.settle(watch())).rejects.toMatchObject({ code: 'UNAUTHORIZED', jobExecutionId: '7' });
    expect(looks).toHaveLength(1);
  });

  it('ends with the caller’s signal, and says that the job goes on', async () => {
    const { clock, watch } = setUp(() => RUNNING);
    const controller = new AbortController();
    const failure = watch({ signal: controller.signal }).catch((error: unknown) => error);
    await clock.advance(5_000);
    controller.abort();
    expect(await failure).toMatchObject({
      code: 'ABORTED',
      executed: 'yes',
      phase: 'wait',
      jobExecutionId: '7',
      message: 'Aborted by the caller (wait): job 7 was executed and goes on remotely.',
    });
    expect(clock.pendingTimers).toBe(0);
  });

  it('looks sooner when it is woken, but not more than once a second for anybody’s calls', async () => {
    const { clock, looks, poller, watch } = setUp((_id, elapsedMs) => (elapsedMs > 103_000 ? DONE : RUNNING));
    const watched = watch();
    await clock.advance(100_000);
    const before = looks.length;
    for (let call = 0; call < 50; call += 1) {
      expect(poller.wake('7')).toBe(true);
      await clock.advance(50);
    }
    expect(looks.length - before).toBeLessThanOrEqual(3);
    expect(looks.length - before).toBeGreaterThan(0);
    expect(poller.wake('other')).toBe(false);
    await clock.settle(watched);
    expect(poller.wake()).toBe(false);
  });

  it('passes on what a listener throws', async () => {
    const { clock, watch } = setUp(() => RUNNING);
    await expect(clock.settle(watch({ onLook: () => Promise.reject(new Error('listener')) }))).rejects.toThrow('listener');
  });
});
