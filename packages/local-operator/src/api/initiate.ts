import type { InitiateRequest, InitiateResponse } from '@opus-codegen/operator-api';
import { errorAnswer, jsonAnswer, type Answer } from '../answer.ts';
import { brokenRules, optionalInteger, optionalText, requiredText, type BodyRule } from '../validation/body-rules.ts';
import { schemaOf } from '../workflows/store.ts';
import type { ApiRequest, OperatorState } from './context.ts';

const RULES: readonly BodyRule[] = [
  requiredText('workflowId'),
  requiredText('title'),
  requiredText('description'),
  optionalText('workflowVersionId'),
  optionalInteger('workflowVersionNumber'),
  optionalText('referenceEntityId'),
];

/** `POST /job/initiate`: another job at every call, there is no idempotency key. */
export function initiate(state: OperatorState, request: ApiRequest): Answer {
  const now = state.clock.now();
  const context = { path: request.path, now };
  const broken = brokenRules(request.json, RULES);
  if (broken.length > 0) return errorAnswer(context, 400, broken);
  const body = request.json as InitiateRequest; // proven by RULES
  const workflow = state.workflows.get(body.workflowId);
  if (workflow === undefined) return errorAnswer(context, 404, 'Workflow not found');
  // A null stands for an absent pin, as with the live service's validator.
  const version = body.workflowVersionNumber ?? undefined;
  const workflowVersionId = body.workflowVersionId ?? undefined;
  const pin = { ...(version === undefined ? {} : { version }), ...(workflowVersionId === undefined ? {} : { workflowVersionId }) };
  if (schemaOf(workflow, pin) === undefined) return errorAnswer(context, 404, 'Workflow version not found');
  const job = state.jobs.create({
    workflowId: workflow.id,
    title: body.title,
    description: body.description,
    ...(version === undefined ? {} : { workflowVersionNumber: version }),
    ...(workflowVersionId === undefined ? {} : { workflowVersionId }),
    initiatedAt: now,
  });
  return jsonAnswer(201, { jobExecutionId: job.id } satisfies InitiateResponse);
}
