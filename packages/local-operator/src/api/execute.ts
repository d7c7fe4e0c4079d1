import type { ExecuteRequest, ExecuteResponse } from '@opus-codegen/operator-api';
import { errorAnswer, jsonAnswer, type Answer } from '../answer.ts';
import type { Execution, Job } from '../jobs/job.ts';
import { brokenRules, optionalUrl, requiredObject, requiredText, type BodyRule } from '../validation/body-rules.ts';
import { ACCEPTED, judgePayload, type PayloadVerdict } from '../validation/payload.ts';
import { schemaOf, type ServedSchema } from '../workflows/store.ts';
import type { ApiRequest, OperatorState } from './context.ts';
import { settled } from './settle.ts';

const RULES: readonly BodyRule[] = [requiredText('jobExecutionId'), requiredObject('jobPayloadSchemaInstance'), optionalUrl('callbackUrl')];

/** `POST /job/execute`: judged by the schema as it is now. A job runs once; asking again is counted and refused. */
export function execute(state: OperatorState, request: ApiRequest): Answer {
  const now = state.clock.now();
  const context = { path: request.path, now };
  const broken = brokenRules(request.json, RULES);
  if (broken.length > 0) return errorAnswer(context, 400, broken);
  const body = request.json as ExecuteRequest; // proven by RULES; the entries of the instance are judged below
  const job = state.jobs.get(body.jobExecutionId);
  if (job === undefined) return errorAnswer(context, 404, 'Job not found');
  if (job.execution !== undefined) {
    job.executeCount += 1;
    return errorAnswer(context, 409, 'Job was already executed');
  }

  const workflow = state.workflows.get(job.workflowId);
  const schema = workflow === undefined ? undefined : schemaOf(workflow, pinOf(job));
  if (workflow === undefined || schema === undefined) return errorAnswer(context, 404, 'Workflow not found');
  const verdict = judge(state, schema, body);
  if (verdict.typeIsNoText) return errorAnswer(context, 500, 'Internal server error');
  if (verdict.issues.length > 0) return errorAnswer(context, 400, verdict.issues);

  const execution: Execution = {
    at: now,
    outcome: {},
    durationMs: state.jobDurationMs,
    schema,
    payload: body.jobPayloadSchemaInstance,
    ...(body.callbackUrl === undefined ? {} : { callbackUrl: body.callbackUrl }),
    inputNodeRefusals: verdict.inputNodeRefusals,
    typeDefinitionOnV1: verdict.typeDefinitionOnV1,
  };
  job.executeCount = 1;
  job.execution = settled(state, job, workflow.outcomes.take(), execution);
  return jsonAnswer(200, {
    success: true,
    message: 'Job execution started',
    jobExecutionId: job.id,
    jobPayloadSchemaInstance: body.jobPayloadSchemaInstance,
  } satisfies ExecuteResponse);
}

function judge(state: OperatorState, schema: ServedSchema, body: ExecuteRequest): PayloadVerdict {
  if (schema.read === undefined) return ACCEPTED;
  const { workflow, definitions } = schema.read;
  return judgePayload(body.jobPayloadSchemaInstance, workflow, definitions, (fileUrl) => state.files.file(fileUrl) !== undefined);
}

const pinOf = (job: Job): { readonly version?: number; readonly workflowVersionId?: string } => ({
  ...(job.workflowVersionNumber === undefined ? {} : { version: job.workflowVersionNumber }),
  ...(job.workflowVersionId === undefined ? {} : { workflowVersionId: job.workflowVersionId }),
});
