import type { UploadRequest } from '@opus-codegen/operator-api';
import { FILE_EXTENSIONS } from '@opus-codegen/schema';
import { errorAnswer, jsonAnswer, type Answer } from '../answer.ts';
import { isRecord, own } from '../json.ts';
import { brokenRules, oneOf, optionalText, type BodyRule } from '../validation/body-rules.ts';
import type { ApiRequest, OperatorState } from './context.ts';

const ACCESS_SCOPES = ['all', 'user', 'workspace', 'organization'] as const;

const RULES: readonly BodyRule[] = [
  oneOf('fileExtension', FILE_EXTENSIONS),
  oneOf('accessScope', ACCESS_SCOPES),
  optionalText('originalName'),
  optionalText('workflowId'),
  optionalText('workspaceId'),
];

/** `POST /job/file/upload`: where to put one file. */
export function uploadUrl(state: OperatorState, request: ApiRequest): Answer {
  const now = state.clock.now();
  const context = { path: request.path, now };
  const broken = brokenRules(request.json, RULES);
  if (broken.length > 0) return errorAnswer(context, 400, broken);
  if (state.requireWorkspaceOnUpload && !namesWorkspace(request.json)) {
    return errorAnswer(context, 400, ['workflowId or workspaceId should not be empty']);
  }
  const body = request.json as UploadRequest; // proven by RULES
  if (typeof body.workflowId === 'string' && state.workflows.get(body.workflowId) === undefined) {
    return errorAnswer(context, 404, 'Workflow not found');
  }
  return jsonAnswer(200, state.files.issue(body, now));
}

const namesWorkspace = (body: unknown): boolean =>
  isRecord(body) && ['workflowId', 'workspaceId'].some((name) => typeof own(body, name) === 'string' && own(body, name) !== '');
