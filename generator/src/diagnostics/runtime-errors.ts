import type * as Runtime from '@opus-codegen/runtime';
import type { ErrorCode } from '@opus-codegen/runtime';

/** What the runtime throws, by code. What to do about each is the runtime's own default hint. */
export interface RuntimeErrorEntry {
  readonly errorClass: keyof typeof Runtime & `${string}Error`;
  readonly title: string;
  readonly why: string;
}

/** One entry a code, in the order of a run. */
export const RUNTIME_ERRORS: Readonly<Record<ErrorCode, RuntimeErrorEntry>> = {
  MISSING_KEY: {
    errorClass: 'ConfigError',
    title: 'No service key',
    why: 'Neither the options of the client nor the environment hold one. Nothing was sent.',
  },
  INVALID_OPTION: {
    errorClass: 'ConfigError',
    title: 'An option cannot be used',
    why: 'It is of the wrong kind or out of range, or it would send the key where it must not go. Nothing was sent.',
  },
  INVALID_INPUT: {
    errorClass: 'InputError',
    title: 'Values do not fit the workflow',
    why: 'Every value is checked before a job is made. `issues` lists all of them: a path, what was expected, what came.',
  },
  FILE_NOT_FOUND: {
    errorClass: 'InputError',
    title: 'A file does not exist',
    why: 'Files are looked at before a job is made.',
  },
  FILE_UNREADABLE: {
    errorClass: 'InputError',
    title: 'A file cannot be read',
    why: 'It is a folder, it is empty, this user may not read it, or this platform has no local files.',
  },
  UNSUPPORTED_FILE_TYPE: {
    errorClass: 'InputError',
    title: 'A file has an extension the input does not accept',
    why: 'The canvas names the accepted file types of an input.',
  },
  FILE_TOO_LARGE: {
    errorClass: 'InputError',
    title: 'A file is larger than the service takes',
    why: 'The documented limit is 10 MB a file.',
  },
  FILE_CHANGED: {
    errorClass: 'InputError',
    title: 'A file changed during the run',
    why: 'Its size or its time of change was another when it was opened for sending than when it was looked at. The job was not executed.',
  },
  SCHEMA_DRIFT: {
    errorClass: 'SchemaDriftError',
    title: 'The workflow changed, and these values no longer fit',
    why: 'The live schema is read before each run. `changes` lists what moved since the code was generated. No job was made, nothing was uploaded.',
  },
  WORKFLOW_NOT_FOUND: {
    errorClass: 'SchemaDriftError',
    title: 'The service does not know the workflow',
    why: 'It was deleted, the id is wrong, or the key belongs to another workspace.',
  },
  BAD_REQUEST: {
    errorClass: 'ApiError',
    title: 'The service refused the request',
    why: 'It answered 400, or another 4xx that says nothing more precise. When that was for the values of a run, the schema was read once more, and it has not moved.',
  },
  UNAUTHORIZED: {
    errorClass: 'ApiError',
    title: 'The service refused the key',
    why: 'It answered 401. A lost underscore at the beginning, quotation marks and a cut end are the usual reasons; blanks around the key are ignored.',
  },
  FORBIDDEN: {
    errorClass: 'ApiError',
    title: 'The key may not do that',
    why: 'The service answered 403: the key is good, and the workflow or the job is of another workspace or not shared.',
  },
  NOT_FOUND: {
    errorClass: 'ApiError',
    title: 'The service does not know the job',
    why: 'It answered 404 or 410. Just after a job was made that is waited out, so this one stayed.',
  },
  CONFLICT: {
    errorClass: 'ApiError',
    title: 'The service says it is so already',
    why: 'It answered 409. After an execute that is looked into by itself; see EXECUTE_OUTCOME_UNKNOWN.',
  },
  RATE_LIMITED: {
    errorClass: 'ApiError',
    title: 'Too many requests',
    why: 'The service went on answering 429, or asked for a longer wait than the run has time for. Each was waited for as long as it asked.',
  },
  SERVER_ERROR: {
    errorClass: 'ApiError',
    title: 'The service failed',
    why: 'It answered 5xx or 408, as often as the request may be repeated. An initiate is repeated once at most, an execute never.',
  },
  UNEXPECTED_RESPONSE: {
    errorClass: 'ApiError',
    title: 'The answer is none of the Operator API',
    why: 'A page or half a document came where JSON belongs: a proxy, a login page, another service, a cut connection.',
  },
  UNEXPECTED_REDIRECT: {
    errorClass: 'ApiError',
    title: 'The answer is a redirect',
    why: 'It is not followed: the key would go along.',
  },
  NOT_ACCEPTED: {
    errorClass: 'ApiError',
    title: 'The service answered 200 and refused inside',
    why: 'The answer says `success: false` or carries a status of its own.',
  },
  CONNECT_FAILED: {
    errorClass: 'NetworkError',
    title: 'No connection',
    why: 'No name, no route, or nobody listens there. Nothing was sent.',
  },
  CONNECTION_LOST: {
    errorClass: 'NetworkError',
    title: 'The connection broke',
    why: 'The request was on its way or its answer was. The service may have acted; what is repeated and what is not stands in the guide on running jobs.',
  },
  TLS_FAILED: {
    errorClass: 'NetworkError',
    title: 'The certificate cannot be trusted',
    why: 'It is not for that host, it has run out, or a proxy puts in its own.',
  },
  REQUEST_TIMEOUT: {
    errorClass: 'RequestTimeoutError',
    title: 'A request got no answer in time',
    why: 'This one request was given up after `requestTimeoutMs`. What it asked for may have happened.',
  },
  UPLOAD_REJECTED: {
    errorClass: 'UploadError',
    title: 'The storage refused a file',
    why: 'A 403 was asked about once more, under a fresh address and the other way about the Content-Type. The job exists and was not executed: it runs nothing.',
  },
  UPLOAD_URL_EXPIRED: {
    errorClass: 'UploadError',
    title: 'The address for an upload ran out',
    why: 'It lives about five minutes; a fresh one ran out, too. The job was not executed.',
  },
  UPLOAD_SIGNATURE_MISMATCH: {
    errorClass: 'UploadError',
    title: 'The storage did not accept the signature of an upload',
    why: 'What arrived is not what was signed, with a Content-Type or without. The job was not executed.',
  },
  EXECUTE_OUTCOME_UNKNOWN: {
    errorClass: 'ExecuteOutcomeUnknownError',
    title: 'Whether the job runs is unknown',
    why: 'The answer to execute was lost, and the status, asked three times, did not tell. It is not sent again: the job could run, and be billed, twice.',
  },
  WAIT_TIMEOUT: {
    errorClass: 'WaitTimeoutError',
    title: 'The job has not ended in time',
    why: 'Waiting ended after `waitTimeoutMs`; the job goes on. `observed` counts what was seen meanwhile.',
  },
  ABORTED: {
    errorClass: 'AbortedError',
    title: 'Your signal ended the wait',
    why: 'Nothing remote is stopped by it. The message and `executed` say whether the job was executed.',
  },
  JOB_FAILED: {
    errorClass: 'JobFailedError',
    title: 'The job failed',
    why: 'A node of the workflow failed. `failedNodes` names it where the audit tells, `audit` holds the rest.',
  },
  JOB_CANCELLED: {
    errorClass: 'JobFailedError',
    title: 'The job was stopped',
    why: 'Somebody cancelled or stopped it in the canvas or by the API.',
  },
  JOB_TIMED_OUT: {
    errorClass: 'JobFailedError',
    title: 'The job ran out of time on the platform',
    why: 'The service gave up on it. This is not your `waitTimeoutMs`.',
  },
  RESULTS_UNAVAILABLE: {
    errorClass: 'ResultError',
    title: 'The job completed, and its results do not come',
    why: 'They were asked for during 30 s.',
  },
  RESULTS_UNREADABLE: {
    errorClass: 'ResultError',
    title: 'The results have an unknown shape',
    why: 'The job completed. Eight shapes are known; this one is none of them.',
  },
  JOURNAL_FAILED: {
    errorClass: 'JournalError',
    title: 'The journal cannot be used',
    why: 'Another process has it open, it is damaged or no journal, or the disk refused. Without it nothing goes on: a run could be repeated.',
  },
  RUN_KEY_CONFLICT: {
    errorClass: 'JournalError',
    title: 'A run key was used for something else',
    why: 'The journal holds the same key with other input, or two items of one batch have it.',
  },
};
