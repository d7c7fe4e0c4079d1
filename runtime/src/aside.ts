/**
 * What a plain run leaves aside, behind one door (load-aside.ts): telling failures apart, trying again, errors that say what happened, looking at
 * a job beside its result, results of other shapes. Nothing that a plain run loads imports anything from here.
 */
export { createRetrier } from './transport/retry.ts';
export { abortedError, errorOf, unusableAnswer } from './transport/failure-error.ts';
export { classifyFailure, classifyRefusal } from './transport/outcome.ts';
export { redact } from './transport/redact.ts';
export { noWorkflow, workflowNotFound } from './guard/no-schema.ts';
export { missedLook } from './poll/missed-look.ts';
export { waitTimeout } from './poll/wait-timeout.ts';
export { auditOf, lookAt, updatesOf } from './workflow/job-looks.ts';
export { confirmExecuted } from './workflow/confirm-executed.ts';
export { confirmOrThrow, refusedBy } from './workflow/execute-failed.ts';
export { jobFailed } from './workflow/job-failed.ts';
export { unplainResults } from './workflow/unplain-results.ts';
