import type { Lockfile } from '@opus-codegen/schema/lockfile';
import type { Project, ProjectWorkflow } from '../config/project.ts';
import { missingKey } from '../config/missing-key.ts';
import { keyOddity } from '../config/service-key.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { lockedWorkflow } from '../lock/agreement.ts';
import { looksCutShort } from '../pull/cut-short.ts';
import { failureDiagnostics, type FailedRead } from '../pull/live-failure.ts';
import { openLive } from '../pull/read-live.ts';
import { readWorkflows, type LiveWorkflow } from '../pull/read-workflows.ts';
import type { RunContext } from './run-context.ts';

/** Everything was asked; each workflow is in one of the three, in the order of the config. */
export interface Pulled {
  readonly live: readonly LiveWorkflow[];
  /** 404 while others were answered: the workflow is not there, which is a fact. */
  readonly missing: readonly FailedRead[];
  /** Nothing is known of these now. */
  readonly failed: readonly FailedRead[];
}

export type PullOutcome = { readonly ok: true; readonly pulled: Pulled } | { readonly ok: false; readonly diagnostic: Diagnostic };

/** Asks the service for the chosen workflows of a project. Without a key nothing is asked. Rejects only when aborted. */
export async function pullProject(
  project: Project,
  chosen: readonly ProjectWorkflow[],
  locked: Lockfile | undefined,
  context: RunContext,
): Promise<PullOutcome> {
  if (project.serviceKey === undefined) {
    return { ok: false, diagnostic: missingKey(project.serviceKeyEnv, { where: project.label }) };
  }
  const keyOf = new Map(chosen.map(({ key, workflowId }) => [workflowId, key]));
  const opening = await openLive({
    serviceKey: project.serviceKey,
    baseUrl: project.baseUrl,
    keyPlace: `${project.label} › ${project.serviceKeyEnv}`,
    onRetry: ({ workflowId, reason, delayMs }) =>
      progress.note(keyOf.get(workflowId) ?? workflowId, `${reason}, asking again in ${(delayMs / 1000).toFixed(1)} s`),
  });
  if (!opening.ok) return opening;
  const progress = context.progress.begin('Reading workflows', chosen.length);
  const { live, failed } = await readWorkflows(chosen, {
    read: opening.read,
    concurrency: project.concurrency,
    signal: context.signal,
    sleep: context.sleep,
    looksCutShort: ({ key }, schema) => looksCutShort(schema, lockedWorkflow(locked, key)),
    onStarted: ({ key }) => progress.start(key),
    onAskAgain: ({ key }) => progress.note(key, 'looks cut short, asking again in a moment'),
    onSettled: ({ key }, failure) => progress.step(key, failure?.message),
  }).finally(() => progress.end());
  const isMissing = ({ failure }: FailedRead): boolean => live.length > 0 && failure.kind === 'not-found';
  return { ok: true, pulled: { live, missing: failed.filter(isMissing), failed: failed.filter((one) => !isMissing(one)) } };
}

/** Why some workflows were not read. Whether those that are missing belong to them is the caller's to say. */
export function unreadDiagnostics(project: Project, unread: readonly FailedRead[], readCount: number): readonly Diagnostic[] {
  return failureDiagnostics(unread, readCount, { ...project, keyHint: keyOddity(project.serviceKey ?? '') });
}
