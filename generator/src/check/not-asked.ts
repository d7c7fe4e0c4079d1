import type { Lockfile } from '@opus-codegen/schema/lockfile';
import type { Project } from '../config/project.ts';
import { CATALOG } from '../diagnostics/catalog.ts';
import { lockedWorkflow } from '../lock/agreement.ts';
import type { WorkflowReport } from '../reports/report.ts';

/** What a report says when the service was not to be asked: of every workflow, that nothing is known. Pure. */
export function notAsked(
  project: Project,
  lockfile: Lockfile | undefined,
  filter: ReadonlySet<string> | undefined,
): readonly WorkflowReport[] {
  const { code, title, fix } = CATALOG['service-not-asked'];
  return project.workflows
    .filter(({ key }) => filter === undefined || filter.has(key))
    .map(({ key, workflowId }) => ({
      key,
      workflowId,
      name: lockedWorkflow(lockfile, key)?.name ?? '',
      state: 'unverified',
      reason: { code, message: `${title}.`, hint: fix, exitCode: 0 },
      findings: [],
    }));
}
