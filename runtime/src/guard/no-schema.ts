import { ApiError, SchemaDriftError } from '../errors/classes.ts';
import type { OpusError } from '../errors/opus-error.ts';

/** Why there is no live schema to compare with. */

/** Tells what the answer holds by its keys; never by its values. */
export function noWorkflow(body: unknown, workflowId: string): ApiError {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  const keys = isObject ? Object.keys(body).slice(0, 12).map((key) => key.slice(0, 100)) : []; // prettier-ignore
  const what = `something that does not describe a workflow's inputs (top-level keys: ${keys.join(', ') || 'none'})`;
  return unreadable(what, workflowId);
}

/** The answer says more than a workflow may, or nothing of use. */
export function unreadable(what: string, workflowId: string): ApiError {
  const message = `GET /workflow/${workflowId} answered ${what}.`;
  const hint = 'Check the workflow id and `baseUrl`; if both are right, update @opus-codegen/runtime.';
  return new ApiError({ code: 'UNEXPECTED_RESPONSE', message, hint, phase: 'schema', workflowId, attempts: 1 });
}

export function workflowNotFound({ requestId, attempts }: OpusError, workflowId: string): SchemaDriftError {
  const message = `There is no workflow ${workflowId} for this key: it was deleted, or belongs to another workspace.`;
  return new SchemaDriftError({ code: 'WORKFLOW_NOT_FOUND', message, changes: [], workflowId, requestId, status: 404, attempts });
}
