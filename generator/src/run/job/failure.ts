import {
  ApiError,
  ConfigError,
  DEFAULT_HINTS,
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
import { errorWords } from './error-words.ts';
import { diagnose, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { isNobodyListening, localHint, withAddress } from '../../pull/address-words.ts';
import { failureName } from '../../pull/live-failure.ts';
import { kindOf } from '../../pull/read-live.ts';

export interface FailureContext {
  /** Whether this run made the job: then running again would make a second one. */
  readonly madeJob: boolean;
  /** The command that takes a job up again. */
  readonly resume: (jobExecutionId: string) => string;
  readonly serviceKeyEnv: string;
  readonly baseUrl: string;
  /** The row, where there is one. */
  readonly where?: string | undefined;
}

/** What an error of a run means to somebody at a terminal, and for the exit code. Everything but an abort, which is no failure. Pure. */
export function runFailure(error: OpusError, context: FailureContext): Diagnostic {
  const { hint } = error;
  const what = errorWords(error);
  const { where } = context;
  if (error instanceof InputError) return diagnose('input-invalid', { what, where });
  if (error instanceof SchemaDriftError) {
    return error.code === 'WORKFLOW_NOT_FOUND'
      ? diagnose('workflow-not-found', { what, where, why: NOTHING_MADE, fix: hint })
      : diagnose('run-drift', { what, where });
  }
  if (error instanceof JobFailedError) return diagnose('job-failed', { what, where });
  if (error instanceof ExecuteOutcomeUnknownError) {
    const fix = `Look at job ${error.jobExecutionId} on the platform; if it runs there: ${context.resume(error.jobExecutionId)}`;
    return diagnose('job-outcome-unknown', { what, where, fix });
  }
  if (error instanceof WaitTimeoutError) {
    const seen = Object.entries(error.observed).map(([label, times]) => `${label} ×${times}`);
    const told = `Job ${error.jobExecutionId ?? ''} had not ended when the time to wait was over (${seen.join(', ') || 'never seen'}).`;
    return unfinished(error, context, told);
  }
  if (error instanceof ResultError) return unfinished(error, context);
  if (error instanceof UploadError) return diagnose('upload-failed', { what, where, fix: hint });
  if (error instanceof JournalError) {
    return error.code === 'RUN_KEY_CONFLICT' ? diagnose('run-key-conflict', { what, where }) : journalFailure(error, where);
  }
  if (error instanceof ConfigError) return diagnose('bad-usage', { what, where, fix: hint });
  if (error instanceof ApiError || error instanceof NetworkError || error instanceof RequestTimeoutError) {
    return executed(error) && context.madeJob ? unfinished(error, context) : callFailure(error, context);
  }
  return diagnose('own-bug', { what: `${error.name}: ${what}`, where });
}

/** A journal that cannot be used; where the runtime knows what to do about it, in its words. */
export function journalFailure(error: JournalError, where?: string): Diagnostic {
  const { code, hint } = error;
  return diagnose('journal-failed', { what: errorWords(error), where, ...(hint !== DEFAULT_HINTS[code] && { fix: hint }) });
}

const NOTHING_MADE = 'No job was executed.';
const NOTHING_KNOWN = 'Nothing is known of the job, and nothing was changed.';

function unfinished(error: OpusError, { resume, where }: FailureContext, what: string = errorWords(error)): Diagnostic {
  const { jobExecutionId } = error;
  if (jobExecutionId === undefined) return diagnose('job-unfinished', { what, where });
  const why =
    error instanceof ResultError
      ? { why: 'The job completed; its results are still at the service. Running it again would make a second one.' }
      : {};
  return diagnose('job-unfinished', { what, where, ...why, fix: `Take it up again: ${resume(jobExecutionId)}` });
}

function executed({ phase }: OpusError): boolean {
  return phase === 'wait' || phase === 'results' || phase === 'audit';
}

function callFailure(error: ApiError | NetworkError | RequestTimeoutError, context: FailureContext): Diagnostic {
  const { where, serviceKeyEnv, baseUrl, madeJob } = context;
  const { hint: fix, code } = error;
  const what = errorWords(error);
  const why = madeJob ? NOTHING_MADE : NOTHING_KNOWN;
  switch (code) {
    case 'UNAUTHORIZED':
      return diagnose('key-rejected', {
        what,
        where: where ?? serviceKeyEnv,
        why,
        fix: localHint('key-refused', baseUrl, serviceKeyEnv) ?? fix,
      });
    case 'BAD_REQUEST':
    case 'CONFLICT':
    case 'NOT_ACCEPTED':
      return diagnose('job-refused', { what, where });
    case 'NOT_FOUND':
      if (!madeJob) return diagnose('job-not-found', { what: `The service does not know job ${error.jobExecutionId ?? ''}.`, where });
      return error.phase === 'schema' || error.phase === 'initiate'
        ? diagnose('workflow-not-found', { what, where, why, fix })
        : diagnose('job-refused', { what, where });
    case 'CONNECT_FAILED':
      const local = isNobodyListening(what) ? localHint('nobody-listens', baseUrl, serviceKeyEnv) : undefined;
      return diagnose('service-unreachable', { what: withAddress(what, baseUrl), where, why, fix: local ?? fix });
    default:
      return diagnose(failureName(kindOf(code)), { what: withAddress(what, baseUrl), where, why, fix });
  }
}
