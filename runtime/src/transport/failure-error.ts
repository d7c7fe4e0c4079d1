import { AbortedError, ApiError, NetworkError, RequestTimeoutError } from '../errors/classes.ts';
import type { Phase } from '../errors/codes.ts';
import type { OpusError } from '../errors/opus-error.ts';
import type { CallName } from '../events.ts';
import type { Failure } from './outcome.ts';

export interface FailedCall {
  readonly call: CallName;
  readonly attempts: number;
  readonly workflowId?: string | undefined;
  readonly jobExecutionId?: string | undefined;
  /** Whether the job was executed, as far as this call can tell. Default: by the call. */
  readonly executed?: AbortedError['executed'] | undefined;
  readonly hint?: string | undefined;
}

const CALLS: { readonly [call in CallName]: readonly [label: string, phase: Phase, executed: AbortedError['executed']] } = {
  workflow: ['GET /workflow/{id}', 'schema', 'no'],
  initiate: ['POST /job/initiate', 'initiate', 'no'],
  fileUpload: ['POST /job/file/upload', 'upload', 'no'],
  put: ['PUT to the storage', 'upload', 'no'],
  execute: ['POST /job/execute', 'execute', 'unknown'],
  status: ['GET /job/{id}/status', 'wait', 'yes'],
  results: ['GET /job/{id}/results', 'results', 'yes'],
  audit: ['GET /job/{id}/audit', 'audit', 'yes'],
};

/** The one place that decides which class a failed request becomes. */
export function errorOf(failure: Failure, failed: FailedCall): OpusError {
  const [label, phase, executed] = CALLS[failed.call];
  const { code } = failure;
  const base = {
    message: `${label} ${failure.detail}`,
    phase,
    workflowId: failed.workflowId,
    jobExecutionId: failed.jobExecutionId,
    requestId: failure.requestId,
    status: failure.status,
    retryable: failure.kind !== 'final',
    attempts: failed.attempts,
    hint: failed.hint,
  };
  switch (code) {
    case 'ABORTED':
      return abortedError({
        ...failed,
        phase,
        executed: failed.executed ?? (failure.unsent === true && executed === 'unknown' ? 'no' : executed),
      });
    case 'REQUEST_TIMEOUT':
      return new RequestTimeoutError({ ...base, code });
    case 'CONNECT_FAILED':
    case 'CONNECTION_LOST':
    case 'TLS_FAILED':
      return new NetworkError({ ...base, code });
    default:
      return new ApiError({ ...base, code, body: failure.body });
  }
}

/** The service said yes, and what was asked for is not in the answer. */
export function unusableAnswer(call: 'initiate' | 'fileUpload', workflowId: string): ApiError {
  const [label, phase] = CALLS[call];
  const wanted = call === 'initiate' ? 'jobExecutionId' : 'presignedUrl and fileUrl';
  return new ApiError({ code: 'UNEXPECTED_RESPONSE', message: `${label} answered without a usable ${wanted}`, phase, workflowId });
}

/** Says what is known of the remote side; never that anything was stopped there. */
export function abortedError(at: {
  readonly phase: Phase;
  readonly executed: AbortedError['executed'];
  readonly workflowId?: string | undefined;
  readonly jobExecutionId?: string | undefined;
  readonly attempts?: number | undefined;
}): AbortedError {
  const { phase, executed, jobExecutionId: id } = at;
  const message =
    id === undefined
      ? `Aborted by the caller (${phase}): no job was executed.`
      : `Aborted by the caller (${phase}): job ${id} ${{ no: 'was not executed', unknown: 'may have been executed', yes: 'was executed and goes on remotely' }[executed]}.`;
  const hint =
    id === undefined || executed === 'no' ? 'Nothing runs remotely; run again when wanted.' : `Resume with workflow.job('${id}').result().`;
  return new AbortedError({ ...at, code: 'ABORTED', message, hint });
}
