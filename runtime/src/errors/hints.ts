import type { ConfigErrorCode, ErrorCode } from './codes.ts';
import { CONFIG_HINTS } from './config-error.ts';

type HintTexts<Code extends ErrorCode> = { readonly [code in Code]: string };

/** The next step after what a run may come to. Apart from `CONFIG_HINTS`, because most programs never need one of these. */
export const RUN_HINTS: HintTexts<Exclude<ErrorCode, ConfigErrorCode>> = {
  INVALID_INPUT: 'Correct the values listed in `issues`.',
  FILE_NOT_FOUND: 'Check the path; relative paths start at the working directory.',
  FILE_UNREADABLE: 'Pass the path of a readable, non-empty regular file.',
  FILE_CHANGED: 'The file changed while it was being sent; run again once nobody writes to it.',
  UNSUPPORTED_FILE_TYPE: 'Pass a file with one of the accepted extensions.',
  FILE_TOO_LARGE: 'The service takes files of at most 10 MB; split or compress it.',
  SCHEMA_DRIFT: 'Run `opus-codegen generate` and adapt the call to the new types.',
  WORKFLOW_NOT_FOUND: 'Check the workflow id in opus.config.ts and that the key belongs to its workspace.',
  BAD_REQUEST: 'The service refused the request; its own words are in `body`.',
  UNAUTHORIZED: 'Check OPUS_SERVICE_KEY: keys begin with "_" and are 97 characters long.',
  FORBIDDEN: 'This key may not do that; use a key of the workspace that owns the workflow.',
  NOT_FOUND: 'Check the id, and that the key belongs to the same workspace.',
  CONFLICT: 'The service says that this is already so; ask for the status of the job first.',
  RATE_LIMITED: 'Run fewer jobs at a time, or try again later.',
  SERVER_ERROR: 'The service failed; try again later.',
  UNEXPECTED_RESPONSE: 'Check `baseUrl`: something other than the Operator API may be answering.',
  UNEXPECTED_REDIRECT: 'Check `baseUrl`: redirects are refused, because they would carry the key elsewhere.',
  NOT_ACCEPTED: 'The service answered 200 but did not accept the request; its own words are in `body`.',
  CONNECT_FAILED: 'Check the network, a proxy, and `baseUrl`.',
  CONNECTION_LOST: 'The connection broke before the answer was complete; try again.',
  TLS_FAILED: 'Check the certificate of `baseUrl`, or the proxy that replaces it (NODE_EXTRA_CA_CERTS).',
  REQUEST_TIMEOUT: 'Raise `requestTimeoutMs`, or try again.',
  WAIT_TIMEOUT: 'The job goes on remotely. Resume with `workflow.job(id).result()`, or raise `waitTimeoutMs`.',
  UPLOAD_REJECTED: 'The storage refused the file; try again, and check its type and size.',
  UPLOAD_URL_EXPIRED: 'The upload took longer than its URL lives (about 5 minutes); try again on a faster connection.',
  UPLOAD_SIGNATURE_MISMATCH: 'The storage did not accept the signed upload; check that no proxy changes the headers.',
  EXECUTE_OUTCOME_UNKNOWN: 'It may or may not be running. Look at `workflow.job(id).status()` before executing anything again.',
  JOB_FAILED: 'Look at `failedNodes`, then at the workflow in the canvas.',
  JOB_CANCELLED: 'Somebody stopped the job; run again when that was not meant.',
  JOB_TIMED_OUT: 'The service gave up on the job; look for the slow node in `audit`.',
  RESULTS_UNAVAILABLE: 'The job completed but its results did not appear; ask again with `workflow.job(id).result()`.',
  RESULTS_UNREADABLE: 'The results have a shape that this version does not know; update @opus-codegen/runtime.',
  ABORTED: 'The signal was aborted by the caller.',
  JOURNAL_FAILED: 'The journal could not be read or written; nothing was executed after that.',
  RUN_KEY_CONFLICT: 'The same run key was used before with other input; choose another key.',
};

/** The next step for whoever reads the error, used where the thrower knows nothing better. */
export const DEFAULT_HINTS: { readonly [code in ErrorCode]: string } = { ...CONFIG_HINTS, ...RUN_HINTS };
