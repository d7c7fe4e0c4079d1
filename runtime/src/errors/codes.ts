/** Every error code, by class (runtime.md, errors). What to do about each stands beside its class. */

export type ConfigErrorCode = 'MISSING_KEY' | 'INVALID_OPTION';
export type InputErrorCode =
  'INVALID_INPUT' | 'FILE_NOT_FOUND' | 'FILE_UNREADABLE' | 'FILE_CHANGED' | 'UNSUPPORTED_FILE_TYPE' | 'FILE_TOO_LARGE';
export type SchemaDriftErrorCode = 'SCHEMA_DRIFT' | 'WORKFLOW_NOT_FOUND';
export type ApiErrorCode =
  | 'BAD_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'SERVER_ERROR'
  | 'UNEXPECTED_RESPONSE'
  | 'UNEXPECTED_REDIRECT'
  | 'NOT_ACCEPTED';
export type NetworkErrorCode = 'CONNECT_FAILED' | 'CONNECTION_LOST' | 'TLS_FAILED';
export type UploadErrorCode = 'UPLOAD_REJECTED' | 'UPLOAD_URL_EXPIRED' | 'UPLOAD_SIGNATURE_MISMATCH';
export type JobFailedErrorCode = 'JOB_FAILED' | 'JOB_CANCELLED' | 'JOB_TIMED_OUT';
export type ResultErrorCode = 'RESULTS_UNAVAILABLE' | 'RESULTS_UNREADABLE';
export type JournalErrorCode = 'JOURNAL_FAILED' | 'RUN_KEY_CONFLICT';

export type ErrorCode =
  | ConfigErrorCode
  | InputErrorCode
  | SchemaDriftErrorCode
  | ApiErrorCode
  | NetworkErrorCode
  | 'REQUEST_TIMEOUT'
  | 'WAIT_TIMEOUT'
  | UploadErrorCode
  | 'EXECUTE_OUTCOME_UNKNOWN'
  | JobFailedErrorCode
  | ResultErrorCode
  | 'ABORTED'
  | JournalErrorCode;

/** Where in a run an error arose. `wait` is the polling for the job's end. */
export type Phase = 'config' | 'validate' | 'schema' | 'initiate' | 'upload' | 'execute' | 'wait' | 'results' | 'audit' | 'journal';
