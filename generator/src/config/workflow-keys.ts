import { isIdentifier } from '@opus-codegen/schema/lockfile';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { identifierFrom } from '../names/identifier.ts';
import { findNameClashes } from '../names/workflow-names.ts';

/** Everything that is wrong with a set of workflow keys: function, type and file names are made from them (codegen.md, config). */
export function checkWorkflowKeys(keys: readonly string[], label: string): readonly Diagnostic[] {
  const where = (key: string): string => `${label} › workflows.${key}`;
  const unfit = keys.filter((key) => !isWorkflowKey(key));
  if (unfit.length > 0) {
    return unfit.map((key) =>
      diagnose('config-key-not-identifier', {
        what: `The workflow key "${key}" is no identifier.`,
        where: where(key),
        fix: `Rename the key, for example to ${suggestKey(key)}.`,
      }),
    );
  }
  return findNameClashes(keys).map(({ name, keys: [first = '', ...others] }) =>
    diagnose('config-name-collision', {
      what: `The keys ${[first, ...others].map((key) => `"${key}"`).join(' and ')} both give ${name}.`,
      where: where(others[0] ?? first),
    }),
  );
}

/** Whether names can be made from a key. Also what a lockfile's keys must be, since a file name comes from them. */
export function isWorkflowKey(key: string): boolean {
  return isIdentifier(key) && identifierFrom(key) !== undefined;
}

/** `my-flow` → `myFlow`: what to write in place of a key that does not fit. */
function suggestKey(key: string): string {
  return identifierFrom(key) ?? 'myWorkflow';
}
