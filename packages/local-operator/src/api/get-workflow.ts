import { errorAnswer, type Answer } from '../answer.ts';
import { schemaOf } from '../workflows/store.ts';
import type { ApiRequest, OperatorState } from './context.ts';

/** `GET /workflow/{workflowId}?version=&workflowVersionId=` */
export function getWorkflow(state: OperatorState, request: ApiRequest): Answer {
  const context = { path: request.path, now: state.clock.now() };
  const { version, workflowVersionId } = request.query;
  const number = version === undefined ? undefined : Number(version);
  if (number !== undefined && !Number.isInteger(number)) return errorAnswer(context, 400, ['version must be an integer number']);
  const workflow = state.workflows.get(request.id);
  if (workflow === undefined) return errorAnswer(context, 404, 'Workflow not found');
  const schema = schemaOf(workflow, {
    ...(number === undefined ? {} : { version: number }),
    ...(workflowVersionId === undefined ? {} : { workflowVersionId }),
  });
  if (schema === undefined) return errorAnswer(context, 404, 'Workflow version not found');
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: schema.text };
}
