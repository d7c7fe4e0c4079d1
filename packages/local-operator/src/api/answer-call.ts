import type { Answer } from '../answer.ts';
import { audit } from './audit.ts';
import type { ApiRequest, OperatorState } from './context.ts';
import { execute } from './execute.ts';
import { getWorkflow } from './get-workflow.ts';
import { initiate } from './initiate.ts';
import { results } from './results.ts';
import type { ApiCall } from './route.ts';
import { status } from './status.ts';
import { uploadUrl } from './upload-url.ts';

/** Does what a call asks for, and says what to answer. */
export function answerCall(call: ApiCall, state: OperatorState, request: ApiRequest): Answer {
  switch (call) {
    case 'getWorkflow':
      return getWorkflow(state, request);
    case 'initiate':
      return initiate(state, request);
    case 'uploadUrl':
      return uploadUrl(state, request);
    case 'execute':
      return execute(state, request);
    case 'status':
      return status(state, request);
    case 'results':
      return results(state, request);
    case 'audit':
      return audit(state, request);
    default:
      return call satisfies never;
  }
}
