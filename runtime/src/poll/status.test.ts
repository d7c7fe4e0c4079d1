import { describe, expect, it } from 'vitest';
import { provesExecution } from '../workflow/confirm-executed.ts';
import { readStatus, stageOf, statusOf } from './status.ts';

describe('a status', () => {
  it.each([
    // raw, status, terminal, proves that it was executed, known
    ['IN PROGRESS', 'IN_PROGRESS', false, true, true],
    ['IN_PROGRESS', 'IN_PROGRESS', false, true, true],
    ['in_progress', 'IN_PROGRESS', false, true, true],
    [' in-progress\n', 'IN_PROGRESS', false, true, true],
    ['PENDING', 'PENDING', false, false, true],
    ['WAITING', 'WAITING', false, true, true],
    ['UNKNOWN', 'UNKNOWN', false, false, true],
    ['COMPLETED', 'COMPLETED', true, true, true],
    ['completed', 'COMPLETED', true, true, true],
    ['FAILED', 'FAILED', true, true, true],
    ['CANCELLED', 'CANCELLED', true, true, true],
    ['canceled', 'CANCELLED', true, true, true],
    ['timed_out', 'TIMED_OUT', true, true, true],
    ['TIMED OUT', 'TIMED_OUT', true, true, true],
    ['stopped', 'STOPPED', true, true, true],
    ['Thinking hard', 'THINKING_HARD', false, false, false],
    ['red \u{1B}[31m\u{202E}', 'RED_[31M_', false, false, false],
  ])('%j is %s', (raw, status, terminal, proves, known) => {
    const report = readStatus(raw);
    expect(report).toEqual({ status, rawStatus: raw, terminal });
    expect([provesExecution(report), stageOf(report) !== undefined]).toEqual([proves, known]);
  });

  it.each([[undefined], [null], [{}], [{ status: 7 }], [{ status: ' ' }], [[]], ['COMPLETED']])('is not found in %j', (answer) => {
    expect(statusOf(answer)).toBeUndefined();
  });

  it('is cut when it is absurdly long', () => {
    expect(statusOf({ status: 'x'.repeat(1e6) })?.rawStatus).toHaveLength(100);
  });
});
