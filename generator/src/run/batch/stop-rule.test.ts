import { ApiError, JobFailedError, JournalError, NetworkError, SchemaDriftError, type OpusError } from '@opus-codegen/runtime';
import { expect, test } from 'vitest';
import { outageAfter, outlookAfter, type Outlook } from './stop-rule.ts';

test.each<[OpusError, Outlook]>([
  [new ApiError({ code: 'UNAUTHORIZED', message: 'm' }), 'hopeless'],
  [new ApiError({ code: 'FORBIDDEN', message: 'm' }), 'hopeless'],
  [new SchemaDriftError({ code: 'WORKFLOW_NOT_FOUND', message: 'm', changes: [] }), 'hopeless'],
  [new JournalError({ code: 'JOURNAL_FAILED', message: 'm' }), 'hopeless'],
  [new ApiError({ code: 'SERVER_ERROR', message: 'm' }), 'bad'],
  [new NetworkError({ code: 'CONNECT_FAILED', message: 'm' }), 'bad'],
  [new ApiError({ code: 'BAD_REQUEST', message: 'm' }), 'open'],
  // The next row may have other values.
  [new SchemaDriftError({ code: 'SCHEMA_DRIFT', message: 'm', changes: [] }), 'open'],
  [new JournalError({ code: 'RUN_KEY_CONFLICT', message: 'm' }), 'open'],
  [new JobFailedError({ code: 'JOB_FAILED', message: 'm', jobExecutionId: '1', status: 'FAILED', failedNodes: [] }), 'open'],
])('after %s the outlook is %s', (error, outlook) => {
  expect(outlookAfter(error)).toBe(outlook);
});

test('an outage is met by all that run at a time, so it takes more than those', () => {
  expect([1, 5, 8, 100].map(outageAfter)).toEqual([10, 10, 16, 200]);
});
