import type { WorkflowSchema } from '../../model.ts';
import type { Place, Walk } from '../walk.ts';

/** What a comparison needs of a workflow: lock entries, descriptors and what the readers return all fit. */
export type ComparedWorkflow = Pick<WorkflowSchema, 'name' | 'version' | 'active' | 'inputs' | 'outputs'>;

const WORKFLOW: Place = { path: [], trail: [] };

/** The workflow as a whole. `after` undefined: it was asked for, the service answered others, and this one is not there. */
export function compareHeader(
  before: ComparedWorkflow,
  after: ComparedWorkflow | undefined,
  pinnedVersion: number | undefined,
  walk: Walk,
): void {
  if (after === undefined) {
    walk.report('workflow-missing', WORKFLOW);
    return;
  }
  if (after.active === false && before.active !== false) walk.report('workflow-inactive', WORKFLOW);
  if (before.name !== after.name) walk.report('workflow-renamed', WORKFLOW, { before: { text: before.name }, after: { text: after.name } });
  const expected = pinnedVersion ?? before.version;
  if (expected !== undefined && after.version !== undefined && expected !== after.version) {
    walk.report(
      'version-changed',
      WORKFLOW,
      { before: { text: String(expected) }, after: { text: String(after.version) } },
      pinnedVersion === undefined ? undefined : 'breaking',
    );
  }
}
