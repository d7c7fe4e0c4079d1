import { isWorkflowKey } from './workflow-keys.ts';
import { identifierFrom } from '../names/identifier.ts';
import { findNameClashes } from '../names/workflow-names.ts';

export interface KeyRequest {
  /** What the service calls the workflow; absent when it was not asked. */
  readonly name?: string | undefined;
  readonly workflowId: string;
  /** The keys there are. */
  readonly taken: readonly string[];
}

/**
 * A config key for a workflow: from its name, `Invoice processing` → `invoiceProcessing`; where that is taken or nothing is known, with a part of
 * its own id behind it, so that the order in which workflows come changes no key. Pure.
 */
export function proposeKey({ name = '', workflowId, taken }: KeyRequest): string {
  const part = /[\p{L}\p{N}]+/u.exec(workflowId)?.[0].slice(0, 8) ?? '';
  const named = identifierFrom(name);
  const proposals = [...(named === undefined ? [] : [named, `${named}_${part}`]), `workflow_${part}`];
  const free = proposals.find((key) => keyProblem(key, taken) === undefined);
  return free ?? `workflow_${workflowId.replaceAll(/[^\p{L}\p{N}]+/gu, '_')}`;
}

/** Why a key cannot be given, as the end of a sentence. Pure. */
export function keyProblem(key: string, taken: readonly string[]): string | undefined {
  if (!isWorkflowKey(key)) {
    const fitting = identifierFrom(key);
    return `"${key}" is no identifier${fitting === undefined ? '' : `; ${fitting} would be one`}`;
  }
  if (taken.includes(key)) return `"${key}" is taken`;
  const clash = findNameClashes([...taken, key]).find(({ keys }) => keys.includes(key));
  return clash === undefined ? undefined : `${clash.keys.map((one) => `"${one}"`).join(' and ')} would both give ${clash.name}`;
}
