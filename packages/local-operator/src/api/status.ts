import type { StatusResponse } from '@opus-codegen/operator-api';
import { errorAnswer, jsonAnswer, type Answer } from '../answer.ts';
import { statusAt } from '../jobs/job.ts';
import type { ApiRequest, OperatorState } from './context.ts';

/** `GET /job/{jobExecutionId}/status`. Asking moves a job told by `Outcome.statuses` one on. */
export function status(state: OperatorState, request: ApiRequest): Answer {
  const now = state.clock.now();
  const job = state.jobs.get(request.id);
  if (job === undefined) return errorAnswer({ path: request.path, now }, 404, 'Job not found');
  if (job.execution !== undefined) job.statusCount += 1;
  return jsonAnswer(200, { status: statusAt(job, now) } satisfies StatusResponse);
}
