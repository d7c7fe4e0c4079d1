import {
  ApiError,
  ConfigError,
  ExecuteOutcomeUnknownError,
  InputError,
  JobFailedError,
  JournalError,
  NetworkError,
  RequestTimeoutError,
  ResultError,
  SchemaDriftError,
  UploadError,
  WaitTimeoutError,
  type OpusError,
} from '@opus-codegen/runtime';
import { describe, expect, test } from 'vitest';
import type { ExitReason } from '../../diagnostics/exit-codes.ts';
import type { DiagnosticName } from '../../diagnostics/catalog.ts';
import { runFailure } from './failure.ts';

const job = { message: 'm', jobExecutionId: '7' } as const;
const context = {
  madeJob: true,
  resume: (id: string) => `opus-codegen run invoice --job ${id}`,
  serviceKeyEnv: 'OPUS_SERVICE_KEY',
  baseUrl: 'https://operator.opus.com',
};

describe('what an error of a run is to somebody at a terminal', () => {
  test.each<[OpusError, DiagnosticName, ExitReason]>([
    [new InputError({ code: 'FILE_CHANGED', message: 'm', issues: [] }), 'input-invalid', 'usage'],
    [new ConfigError({ code: 'INVALID_OPTION', message: 'm' }), 'bad-usage', 'usage'],
    [new SchemaDriftError({ code: 'SCHEMA_DRIFT', message: 'm', changes: [] }), 'run-drift', 'breaking-drift'],
    [new SchemaDriftError({ code: 'WORKFLOW_NOT_FOUND', message: 'm', changes: [] }), 'workflow-not-found', 'no-access'],
    [new UploadError({ code: 'UPLOAD_REJECTED', message: 'm' }), 'upload-failed', 'no-answer'],
    [new ApiError({ code: 'UNAUTHORIZED', message: 'm', phase: 'schema' }), 'key-rejected', 'no-access'],
    [new ApiError({ code: 'FORBIDDEN', message: 'm', phase: 'initiate' }), 'workflow-forbidden', 'no-access'],
    [new ApiError({ code: 'NOT_FOUND', message: 'm', phase: 'initiate' }), 'workflow-not-found', 'no-access'],
    [new ApiError({ code: 'BAD_REQUEST', message: 'm', phase: 'execute' }), 'job-refused', 'job-failed'],
    [new ApiError({ code: 'NOT_FOUND', message: 'm', phase: 'execute' }), 'job-refused', 'job-failed'],
    [new ApiError({ code: 'NOT_ACCEPTED', message: 'm', phase: 'execute' }), 'job-refused', 'job-failed'],
    [new ApiError({ code: 'RATE_LIMITED', message: 'm', phase: 'initiate' }), 'service-error', 'no-answer'],
    [new NetworkError({ code: 'CONNECT_FAILED', message: 'm', phase: 'schema' }), 'service-unreachable', 'no-answer'],
    [new RequestTimeoutError({ code: 'REQUEST_TIMEOUT', message: 'm', phase: 'initiate' }), 'service-unreachable', 'no-answer'],
    [new JobFailedError({ code: 'JOB_CANCELLED', ...job, status: 'CANCELLED', failedNodes: [] }), 'job-failed', 'job-failed'],
    [new ExecuteOutcomeUnknownError({ code: 'EXECUTE_OUTCOME_UNKNOWN', ...job }), 'job-outcome-unknown', 'job-open'],
    [new WaitTimeoutError({ code: 'WAIT_TIMEOUT', ...job, observed: { IN_PROGRESS: 3 } }), 'job-unfinished', 'job-open'],
    [new ResultError({ code: 'RESULTS_UNREADABLE', ...job }), 'job-unfinished', 'job-open'],
    [new JournalError({ code: 'RUN_KEY_CONFLICT', message: 'm' }), 'run-key-conflict', 'usage'],
    [new JournalError({ code: 'JOURNAL_FAILED', message: 'm' }), 'journal-failed', 'usage'],
  ])('%s is %s and ends with %s', (error, name, exit) => {
    expect(runFailure(error, context)).toMatchObject({ name, exit });
  });

  test('once the job was executed, no failure to ask says that running again is harmless', () => {
    for (const error of [
      new ApiError({ code: 'UNAUTHORIZED', ...job, phase: 'wait' }),
      new ApiError({ code: 'SERVER_ERROR', ...job, phase: 'results' }),
      new NetworkError({ code: 'CONNECTION_LOST', ...job, phase: 'wait' }),
    ]) {
      expect(runFailure(error, context)).toMatchObject({
        name: 'job-unfinished',
        exit: 'job-open',
        fix: 'Take it up again: opus-codegen run invoice --job 7',
      });
      // Who only looks at a job may look again.
      expect(runFailure(error, { ...context, madeJob: false }).exit).toMatch(/^no-/);
    }
  });

  test('where nobody answers, the address is named, and on this machine what to start there', () => {
    const message = 'GET /workflow/{id} could not connect (ECONNREFUSED)';
    const error = new NetworkError({ code: 'CONNECT_FAILED', message, phase: 'schema' });
    expect(runFailure(error, context)).toMatchObject({
      what: 'GET https://operator.opus.com/workflow/{id} could not connect (ECONNREFUSED)',
      fix: 'Check the network, a proxy, and `baseUrl`.',
    });
    expect(runFailure(error, { ...context, baseUrl: 'http://127.0.0.1:4010' })).toMatchObject({
      what: 'GET http://127.0.0.1:4010/workflow/{id} could not connect (ECONNREFUSED)',
      fix: 'Nobody listens there: start `opus-codegen serve`, or correct the address (OPUS_BASE_URL in the environment or .env, else `baseUrl`).',
    });
  });

  test('a job nobody knows is told as that to whoever asked for it by its id', () => {
    const error = new ApiError({ code: 'NOT_FOUND', ...job, phase: 'wait' });
    expect(runFailure(error, { ...context, madeJob: false })).toMatchObject({
      name: 'job-not-found',
      what: 'The service does not know job 7.',
    });
  });
});
