import { errorAnswer, jsonAnswer, type Answer } from '../answer.ts';
import { shapeAudit } from '../audit/shapes.ts';
import type { ApiRequest, OperatorState } from './context.ts';

/** `GET /job/{jobExecutionId}/audit`: works at any time. */
export function audit(state: OperatorState, request: ApiRequest): Answer {
  const now = state.clock.now();
  const job = state.jobs.get(request.id);
  if (job === undefined) return errorAnswer({ path: request.path, now }, 404, 'Job not found');
  return jsonAnswer(200, shapeAudit(job, now, job.execution?.outcome.auditShape ?? 'A1'));
}
