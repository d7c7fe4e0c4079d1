import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { ApiError, InputError, JobFailedError, NetworkError, WaitTimeoutError } from './classes.ts';
import { DEFAULT_HINTS } from './hints.ts';
import { OpusError } from './opus-error.ts';

describe('OpusError', () => {
  it('carries the fields it was given, the hint of its code, and no cause', () => {
    const error = new ApiError({
      code: 'SERVER_ERROR',
      message: 'POST /job/initiate answered 502',
      phase: 'initiate',
      status: 502,
      attempts: 5,
    });
    expect(error.toJSON()).toEqual({
      name: 'ApiError',
      code: 'SERVER_ERROR',
      message: 'POST /job/initiate answered 502',
      hint: DEFAULT_HINTS.SERVER_ERROR,
      phase: 'initiate',
      status: 502,
      retryable: false,
      attempts: 5,
    });
    expect('cause' in error).toBe(false);
  });

  it('begins its stack with its own name', () => {
    expect(new NetworkError({ code: 'CONNECTION_LOST', message: 'gone' }).stack).toMatch(/^NetworkError: gone\n/);
  });

  it('is told apart by instanceof', () => {
    const error = new ApiError({ code: 'NOT_FOUND', message: 'no' });
    expect([error instanceof Error, error instanceof OpusError, error instanceof ApiError, error instanceof NetworkError]).toEqual([
      true,
      true,
      true,
      false,
    ]);
    const nothing: unknown = null;
    expect(nothing instanceof OpusError).toBe(false);
    expect({ name: 'ApiError' } instanceof OpusError).toBe(false);
  });

  it('is recognised by another copy of this package', async () => {
    vi.resetModules();
    const other = await import('./classes.ts');
    expect(other.ApiError).not.toBe(ApiError);
    const error = new other.ApiError({ code: 'NOT_FOUND', message: 'no' });
    expect([error instanceof ApiError, error instanceof OpusError, error instanceof NetworkError]).toEqual([true, true, false]);
  });

  it('does not take every error for one of a class a user derived', () => {
    class Mine extends ApiError {}
    const init = { code: 'NOT_FOUND', message: 'no' } as const;
    expect(new ApiError(init) instanceof Mine).toBe(false);
    expect(new Mine(init) instanceof Mine).toBe(true);
    expect(new Mine(init) instanceof ApiError).toBe(true);
    expect(new Mine(init).name).toBe('ApiError');
  });

  it('prints allow-listed fields only, whatever else hangs on it, at any depth', () => {
    const error = Object.assign(new WaitTimeoutError({ code: 'WAIT_TIMEOUT', message: 'late', observed: { IN_PROGRESS: 3 } }), {
      request: 'SECRET',
    });
    const printed = [
      inspect(error, { depth: Infinity }),
      inspect({ deep: { error } }, { depth: 3 }),
      JSON.stringify(error),
      String(error),
    ].join('\n');
    expect(printed).not.toContain('SECRET');
    expect(inspect(error)).toContain('IN_PROGRESS: 3');
    expect(inspect({ a: { b: { error } } }, { depth: 2 })).toContain('[WaitTimeoutError: late]');
  });

  it('keeps the audit of a failed job out of logs, and at hand', () => {
    const audit = { jobExecutionId: '1', entries: [], failedNodes: [], raw: { file: 'PERSONAL' } };
    const error = new JobFailedError({
      code: 'JOB_FAILED',
      message: 'failed',
      jobExecutionId: '1',
      status: 'FAILED',
      failedNodes: [{ name: 'Extract' }],
      audit,
    });
    expect(inspect(error, { depth: Infinity, customInspect: false })).not.toContain('PERSONAL');
    expect(JSON.stringify(error)).not.toContain('PERSONAL');
    expect(error.audit).toBe(audit);
    expect(error.toJSON()['failedNodes']).toEqual([{ name: 'Extract' }]);
  });

  it('lists the issues of an input', () => {
    const issue = {
      code: 'INVALID_INPUT',
      path: ['a', 0],
      pathText: 'a[0]',
      message: 'a[0]: wrong',
      expected: 'text',
      received: 'number',
    } as const;
    expect(new InputError({ code: 'INVALID_INPUT', message: 'wrong', issues: [issue] }).toJSON()).toMatchObject({
      phase: 'validate',
      issues: [issue],
    });
  });
});
