import type { OperatorCall } from '@opus-codegen/local-operator';
import { FAULTS, type FaultName } from './faults.ts';

/**
 * What a run comes to when one call goes wrong, once or every time: written from runtime.md ("Retry, by endpoint"), not from what the code did.
 *
 *     outcome  requests/jobs/executions  events
 *
 * - outcome: `completes`, or the code of the error
 * - requests of that call that the service saw / jobs it made / executions over all jobs
 * - events beyond those of a run without faults: `retry×4`, and `dup` for `initiate.maybeDuplicated`
 *
 * How the numbers come about. A request that may be repeated is sent at most five times (four retries), initiate twice after an ambiguous failure,
 * audit twice. The status is looked at after 1, 2 and 3 s, when the job is done; a failed look is followed by the next, at least the hint later.
 * "Every time" has a minute there: 23 looks (every second until 7 s, then 15 % more each time, the last one at 58 s), 15 when each asks for 3 s,
 * 2 when each takes up to 30 s.
 */
const TABLE = `
getWorkflow              | once                                  | every time
nobody listens           | completes 1/1/1 retry                 | CONNECT_FAILED 0/0/0 retry×4
dropped before           | completes 2/1/1 retry                 | CONNECTION_LOST 5/0/0 retry×4
dropped after (processed)| completes 2/1/1 retry                 | CONNECTION_LOST 5/0/0 retry×4
no answer                | completes 2/1/1 retry                 | REQUEST_TIMEOUT 5/0/0 retry×4
no answer (processed)    | completes 2/1/1 retry                 | REQUEST_TIMEOUT 5/0/0 retry×4
HTTP 408                 | completes 2/1/1 retry                 | SERVER_ERROR 5/0/0 retry×4
429 Retry-After          | completes 2/1/1 retry                 | RATE_LIMITED 5/0/0 retry×4
429 hint in the body     | completes 2/1/1 retry                 | RATE_LIMITED 5/0/0 retry×4
429 hint of zero         | completes 2/1/1 retry                 | RATE_LIMITED 5/0/0 retry×4
HTTP 500                 | completes 2/1/1 retry                 | SERVER_ERROR 5/0/0 retry×4
HTTP 503                 | completes 2/1/1 retry                 | SERVER_ERROR 5/0/0 retry×4
503 Retry-After          | completes 2/1/1 retry                 | SERVER_ERROR 5/0/0 retry×4
HTML 502                 | completes 2/1/1 retry                 | SERVER_ERROR 5/0/0 retry×4
half a JSON (processed)  | completes 2/1/1 retry                 | UNEXPECTED_RESPONSE 5/0/0 retry×4
body cut (processed)     | completes 2/1/1 retry                 | CONNECTION_LOST 5/0/0 retry×4
200 with 500 inside      | completes 2/1/1 retry                 | NOT_ACCEPTED 5/0/0 retry×4
redirect, same origin    | UNEXPECTED_REDIRECT 1/0/0             | UNEXPECTED_REDIRECT 1/0/0
redirect, other origin   | UNEXPECTED_REDIRECT 1/0/0             | UNEXPECTED_REDIRECT 1/0/0

initiate                 | once                                  | every time
nobody listens           | completes 1/1/1 retry                 | CONNECT_FAILED 0/0/0 retry×4
dropped before           | completes 2/1/1 retry dup             | CONNECTION_LOST 2/0/0 retry dup
dropped after (processed)| completes 2/2/1 retry dup             | CONNECTION_LOST 2/2/0 retry dup
no answer                | completes 2/1/1 retry dup             | REQUEST_TIMEOUT 2/0/0 retry dup
no answer (processed)    | completes 2/2/1 retry dup             | REQUEST_TIMEOUT 2/2/0 retry dup
HTTP 408                 | completes 2/1/1 retry dup             | SERVER_ERROR 2/0/0 retry dup
429 Retry-After          | completes 2/1/1 retry                 | RATE_LIMITED 5/0/0 retry×4
429 hint in the body     | completes 2/1/1 retry                 | RATE_LIMITED 5/0/0 retry×4
429 hint of zero         | completes 2/1/1 retry                 | RATE_LIMITED 5/0/0 retry×4
HTTP 500                 | completes 2/1/1 retry dup             | SERVER_ERROR 2/0/0 retry dup
HTTP 503                 | completes 2/1/1 retry dup             | SERVER_ERROR 2/0/0 retry dup
503 Retry-After          | completes 2/1/1 retry                 | SERVER_ERROR 5/0/0 retry×4
HTML 502                 | completes 2/1/1 retry dup             | SERVER_ERROR 2/0/0 retry dup
half a JSON (processed)  | completes 2/2/1 retry dup             | UNEXPECTED_RESPONSE 2/2/0 retry dup
body cut (processed)     | completes 2/2/1 retry dup             | CONNECTION_LOST 2/2/0 retry dup
200 with 500 inside      | completes 2/1/1 retry dup             | NOT_ACCEPTED 2/0/0 retry dup
redirect, same origin    | UNEXPECTED_REDIRECT 1/0/0             | UNEXPECTED_REDIRECT 1/0/0
redirect, other origin   | UNEXPECTED_REDIRECT 1/0/0             | UNEXPECTED_REDIRECT 1/0/0

uploadUrl                | once                                  | every time
nobody listens           | completes 1/1/1 retry                 | CONNECT_FAILED 0/1/0 retry×4
dropped before           | completes 2/1/1 retry                 | CONNECTION_LOST 5/1/0 retry×4
dropped after (processed)| completes 2/1/1 retry                 | CONNECTION_LOST 5/1/0 retry×4
no answer                | completes 2/1/1 retry                 | REQUEST_TIMEOUT 5/1/0 retry×4
no answer (processed)    | completes 2/1/1 retry                 | REQUEST_TIMEOUT 5/1/0 retry×4
HTTP 408                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/0 retry×4
429 Retry-After          | completes 2/1/1 retry                 | RATE_LIMITED 5/1/0 retry×4
429 hint in the body     | completes 2/1/1 retry                 | RATE_LIMITED 5/1/0 retry×4
429 hint of zero         | completes 2/1/1 retry                 | RATE_LIMITED 5/1/0 retry×4
HTTP 500                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/0 retry×4
HTTP 503                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/0 retry×4
503 Retry-After          | completes 2/1/1 retry                 | SERVER_ERROR 5/1/0 retry×4
HTML 502                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/0 retry×4
half a JSON (processed)  | completes 2/1/1 retry                 | UNEXPECTED_RESPONSE 5/1/0 retry×4
body cut (processed)     | completes 2/1/1 retry                 | CONNECTION_LOST 5/1/0 retry×4
200 with 500 inside      | completes 2/1/1 retry                 | NOT_ACCEPTED 5/1/0 retry×4
redirect, same origin    | UNEXPECTED_REDIRECT 1/1/0             | UNEXPECTED_REDIRECT 1/1/0
redirect, other origin   | UNEXPECTED_REDIRECT 1/1/0             | UNEXPECTED_REDIRECT 1/1/0

put                      | once                                  | every time
nobody listens           | completes 1/1/1 retry                 | CONNECT_FAILED 0/1/0 retry×4
dropped before           | completes 2/1/1 retry                 | CONNECTION_LOST 5/1/0 retry×4
dropped after (processed)| completes 2/1/1 retry                 | CONNECTION_LOST 5/1/0 retry×4
no answer                | completes 2/1/1 retry                 | REQUEST_TIMEOUT 5/1/0 retry×4
no answer (processed)    | completes 2/1/1 retry                 | REQUEST_TIMEOUT 5/1/0 retry×4
HTTP 408                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/0 retry×4
429 Retry-After          | completes 2/1/1 retry                 | RATE_LIMITED 5/1/0 retry×4
429 hint in the body     | completes 2/1/1 retry                 | RATE_LIMITED 5/1/0 retry×4
429 hint of zero         | completes 2/1/1 retry                 | RATE_LIMITED 5/1/0 retry×4
HTTP 500                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/0 retry×4
HTTP 503                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/0 retry×4
503 Retry-After          | completes 2/1/1 retry                 | SERVER_ERROR 5/1/0 retry×4
HTML 502                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/0 retry×4
200 with 500 inside      | completes 2/1/1 retry                 | NOT_ACCEPTED 5/1/0 retry×4
redirect, same origin    | UNEXPECTED_REDIRECT 1/1/0             | UNEXPECTED_REDIRECT 1/1/0
redirect, other origin   | UNEXPECTED_REDIRECT 1/1/0             | UNEXPECTED_REDIRECT 1/1/0

execute                  | once                                  | every time
nobody listens           | completes 1/1/1 retry                 | CONNECT_FAILED 0/1/0 retry×4
dropped before           | EXECUTE_OUTCOME_UNKNOWN 1/1/0         | EXECUTE_OUTCOME_UNKNOWN 1/1/0
dropped after (processed)| completes 1/1/1                       | completes 1/1/1
no answer                | EXECUTE_OUTCOME_UNKNOWN 1/1/0         | EXECUTE_OUTCOME_UNKNOWN 1/1/0
no answer (processed)    | completes 1/1/1                       | completes 1/1/1
HTTP 408                 | EXECUTE_OUTCOME_UNKNOWN 1/1/0         | EXECUTE_OUTCOME_UNKNOWN 1/1/0
429 Retry-After          | completes 2/1/1 retry                 | RATE_LIMITED 5/1/0 retry×4
429 hint in the body     | completes 2/1/1 retry                 | RATE_LIMITED 5/1/0 retry×4
429 hint of zero         | completes 2/1/1 retry                 | RATE_LIMITED 5/1/0 retry×4
HTTP 500                 | EXECUTE_OUTCOME_UNKNOWN 1/1/0         | EXECUTE_OUTCOME_UNKNOWN 1/1/0
HTTP 503                 | EXECUTE_OUTCOME_UNKNOWN 1/1/0         | EXECUTE_OUTCOME_UNKNOWN 1/1/0
503 Retry-After          | completes 2/1/1 retry                 | SERVER_ERROR 5/1/0 retry×4
HTML 502                 | EXECUTE_OUTCOME_UNKNOWN 1/1/0         | EXECUTE_OUTCOME_UNKNOWN 1/1/0
half a JSON (processed)  | completes 1/1/1                       | completes 1/1/1
body cut (processed)     | completes 1/1/1                       | completes 1/1/1
200 with 500 inside      | EXECUTE_OUTCOME_UNKNOWN 1/1/0         | EXECUTE_OUTCOME_UNKNOWN 1/1/0
redirect, same origin    | UNEXPECTED_REDIRECT 1/1/0             | UNEXPECTED_REDIRECT 1/1/0
redirect, other origin   | UNEXPECTED_REDIRECT 1/1/0             | UNEXPECTED_REDIRECT 1/1/0

status                   | once                                  | every time
nobody listens           | completes 2/1/1                       | WAIT_TIMEOUT 0/1/1
dropped before           | completes 3/1/1                       | WAIT_TIMEOUT 23/1/1
dropped after (processed)| completes 3/1/1                       | WAIT_TIMEOUT 23/1/1
no answer                | completes 2/1/1                       | WAIT_TIMEOUT 2/1/1
no answer (processed)    | completes 2/1/1                       | WAIT_TIMEOUT 2/1/1
HTTP 408                 | completes 3/1/1                       | WAIT_TIMEOUT 23/1/1
429 Retry-After          | completes 2/1/1                       | RATE_LIMITED 15/1/1
429 hint in the body     | completes 2/1/1                       | RATE_LIMITED 15/1/1
429 hint of zero         | completes 3/1/1                       | WAIT_TIMEOUT 23/1/1
HTTP 500                 | completes 3/1/1                       | WAIT_TIMEOUT 23/1/1
HTTP 503                 | completes 3/1/1                       | WAIT_TIMEOUT 23/1/1
503 Retry-After          | completes 2/1/1                       | RATE_LIMITED 15/1/1
HTML 502                 | completes 3/1/1                       | WAIT_TIMEOUT 23/1/1
half a JSON (processed)  | completes 3/1/1                       | WAIT_TIMEOUT 23/1/1
body cut (processed)     | completes 3/1/1                       | WAIT_TIMEOUT 23/1/1
200 with 500 inside      | completes 3/1/1                       | WAIT_TIMEOUT 23/1/1
redirect, same origin    | UNEXPECTED_REDIRECT 1/1/1             | UNEXPECTED_REDIRECT 1/1/1
redirect, other origin   | UNEXPECTED_REDIRECT 1/1/1             | UNEXPECTED_REDIRECT 1/1/1

results                  | once                                  | every time
nobody listens           | completes 1/1/1 retry                 | CONNECT_FAILED 0/1/1 retry×4
dropped before           | completes 2/1/1 retry                 | CONNECTION_LOST 5/1/1 retry×4
dropped after (processed)| completes 2/1/1 retry                 | CONNECTION_LOST 5/1/1 retry×4
no answer                | completes 2/1/1 retry                 | REQUEST_TIMEOUT 5/1/1 retry×4
no answer (processed)    | completes 2/1/1 retry                 | REQUEST_TIMEOUT 5/1/1 retry×4
HTTP 408                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/1 retry×4
429 Retry-After          | completes 2/1/1 retry                 | RATE_LIMITED 5/1/1 retry×4
429 hint in the body     | completes 2/1/1 retry                 | RATE_LIMITED 5/1/1 retry×4
429 hint of zero         | completes 2/1/1 retry                 | RATE_LIMITED 5/1/1 retry×4
HTTP 500                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/1 retry×4
HTTP 503                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/1 retry×4
503 Retry-After          | completes 2/1/1 retry                 | SERVER_ERROR 5/1/1 retry×4
HTML 502                 | completes 2/1/1 retry                 | SERVER_ERROR 5/1/1 retry×4
half a JSON (processed)  | completes 2/1/1 retry                 | UNEXPECTED_RESPONSE 5/1/1 retry×4
body cut (processed)     | completes 2/1/1 retry                 | CONNECTION_LOST 5/1/1 retry×4
200 with 500 inside      | completes 2/1/1 retry                 | NOT_ACCEPTED 5/1/1 retry×4
redirect, same origin    | UNEXPECTED_REDIRECT 1/1/1             | UNEXPECTED_REDIRECT 1/1/1
redirect, other origin   | UNEXPECTED_REDIRECT 1/1/1             | UNEXPECTED_REDIRECT 1/1/1

audit of a failed job    | once                                  | every time
nobody listens           | JOB_FAILED 1/1/1 retry                | JOB_FAILED 0/1/1 retry
dropped before           | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
dropped after (processed)| JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
no answer                | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
no answer (processed)    | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
HTTP 408                 | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
429 Retry-After          | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
429 hint in the body     | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
429 hint of zero         | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
HTTP 500                 | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
HTTP 503                 | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
503 Retry-After          | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
HTML 502                 | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
half a JSON (processed)  | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
body cut (processed)     | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
200 with 500 inside      | JOB_FAILED 2/1/1 retry                | JOB_FAILED 2/1/1 retry
redirect, same origin    | JOB_FAILED 1/1/1                      | JOB_FAILED 1/1/1
redirect, other origin   | JOB_FAILED 1/1/1                      | JOB_FAILED 1/1/1
`;

export interface Cell {
  readonly call: OperatorCall;
  readonly fault: FaultName;
  readonly times: 1 | typeof Infinity;
  readonly expected: Expectation;
}

export interface Expectation {
  /** `completes`, or an error code. */
  readonly outcome: string;
  /** Of the call that goes wrong. */
  readonly requests: number;
  readonly jobs: number;
  readonly executions: number;
  readonly retries: number;
  readonly maybeDuplicated: number;
}

/** The table as data, two cells a row. Throws on anything that is not understood, so that a slip of the pen cannot hide a cell. */
export function readMatrix(): readonly Cell[] {
  const blocks = TABLE.trim().split('\n\n');
  return blocks.flatMap((block) => {
    const [head = '', ...rows] = block.split('\n');
    const call = head.split(' ')[0] as OperatorCall; // held against OPERATOR_CALLS by a test
    return rows.flatMap((row): readonly Cell[] => {
      const [fault = '', once = '', always = ''] = row.split('|').map((part) => part.trim());
      if (!isFaultName(fault)) throw new Error(`The matrix names an unknown fault: ${fault}`);
      return [
        { call, fault, times: 1, expected: readExpectation(once) },
        { call, fault, times: Infinity, expected: readExpectation(always) },
      ];
    });
  });
}

function readExpectation(text: string): Expectation {
  const match = /^(\w+) (\d+)\/(\d+)\/(\d+)(?: retry(?:×(\d+))?)?( dup)?$/.exec(text);
  if (match === null) throw new Error(`The matrix has a cell that cannot be read: ${JSON.stringify(text)}`);
  const [, outcome = '', requests, jobs, executions, times, dup] = match;
  return {
    outcome,
    requests: Number(requests),
    jobs: Number(jobs),
    executions: Number(executions),
    retries: text.includes(' retry') ? Number(times ?? 1) : 0,
    maybeDuplicated: dup === undefined ? 0 : 1,
  };
}

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(FAULTS, name);
}
