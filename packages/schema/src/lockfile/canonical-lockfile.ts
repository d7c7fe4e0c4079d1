import { canonicalVariable } from './canonical-variable.ts';
import { JsonFields, LockfileDamage } from './json-fields.ts';
import type { LockedWorkflow, Lockfile, RemovedVariable, VersionPin } from './lockfile.ts';
import { isIdentifier } from './workflow-key.ts';

/** The version of the format that this package reads and writes. */
export const LOCKFILE_VERSION = 1;

/** What was made here, and nobody can have changed since, needs no second look: a pull keeps most entries it read, and prints them all. */
const canonicalWorkflows = new WeakMap<object, LockedWorkflow>();

/**
 * A lockfile with exactly the fields it may have, in one order: workflows by key (code unit), variables as they come.
 *
 * @throws {LockfileDamage} with the place, when the value is no lockfile. The version is the caller's affair.
 */
export function canonicalLockfile(value: unknown): Lockfile {
  const workflows = new JsonFields(new JsonFields(value, 'the lockfile').value('workflows'), 'workflows');
  // Code unit order, which is what a plain sort of strings is.
  const sorted = workflows.keys().toSorted((a, b) => (a < b ? -1 : 1));
  return {
    lockfileVersion: LOCKFILE_VERSION,
    workflows: Object.fromEntries(
      sorted.map((key) => {
        // File names are made from keys: one like `../x` must not get that far.
        if (!isIdentifier(key)) throw new LockfileDamage(`workflows.${key}`, 'under a key that is an identifier');
        return [key, canonicalWorkflow(workflows.value(key), `workflows.${key}`)];
      }),
    ),
  };
}

function canonicalWorkflow(value: unknown, pointer: string): LockedWorkflow {
  const known = typeof value === 'object' && value !== null ? canonicalWorkflows.get(value) : undefined;
  return known ?? checkedWorkflow(value, pointer);
}

function checkedWorkflow(value: unknown, pointer: string): LockedWorkflow {
  const fields = new JsonFields(value, pointer);
  const fingerprint = new JsonFields(fields.value('fingerprint'), `${pointer}.fingerprint`);
  const pin = fields.value('pin');
  const version = fields.optionalWholeNumber('version');
  const workflow: LockedWorkflow = {
    workflowId: fields.text('workflowId'),
    ...(pin === undefined ? {} : { pin: canonicalPin(pin, `${pointer}.pin`) }),
    ...(version === undefined ? {} : { version }),
    name: fields.text('name'),
    description: fields.text('description'),
    generation: fields.oneOf('generation', ['v1', 'v2']),
    ...(fields.value('active') === false ? { active: false } : {}),
    fingerprint: { inputs: fingerprint.text('inputs'), outputs: fingerprint.text('outputs') },
    inputs: fields.list('inputs', (item, at) => canonicalVariable(item, at)),
    outputs: fields.list('outputs', (item, at) => canonicalVariable(item, at)),
    removed: fields.list('removed', canonicalRemoved),
  };
  canonicalWorkflows.set(workflow, workflow);
  return workflow;
}

function canonicalPin(value: unknown, pointer: string): VersionPin {
  const fields = new JsonFields(value, pointer);
  const version = fields.optionalWholeNumber('version');
  return version === undefined ? { workflowVersionId: fields.text('workflowVersionId') } : { version };
}

function canonicalRemoved(value: unknown, pointer: string): RemovedVariable {
  const fields = new JsonFields(value, pointer);
  const displayName = fields.optionalText('displayName');
  return { name: fields.text('name'), ...(displayName === undefined ? {} : { displayName }) };
}
