import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import type { FormatterOptions } from '../format/formatter.ts';
import { findUnusableNames } from '../names/locked-names.ts';
import { findNameClashes } from '../names/workflow-names.ts';
import { fileJobs, type FileJobsOptions } from './file-job.ts';
import { renderFiles } from './render-files.ts';

export type EmitOptions = FileJobsOptions &
  FormatterOptions & {
    /** Told as each file is done. What it throws ends the rendering. */
    readonly onRendered?: (fileName: string) => void;
  };

/**
 * The text of every generated file by its name (`vendor-check.ts`, `index.ts`), formatted and signed: exactly what `generate` writes and
 * `check` compares with. Reads nothing but the formatter's config; equal input gives equal bytes on every machine.
 *
 * @param workflows the lockfile's, in any order
 * @throws {RangeError} for keys that give one name and for names that cannot stand in code. `findNameClashes` and `findUnusableNames` tell
 * them before, to be said with a fix.
 * @throws {FormatError} when the user's prettier config or a plugin of it cannot be used.
 */
export async function renderBindings(
  workflows: Readonly<Record<string, LockedWorkflow>>,
  options: EmitOptions,
): Promise<ReadonlyMap<string, string>> {
  // By code unit: the same on every machine, whatever its language.
  const sorted = Object.entries(workflows).sort(([a], [b]) => (a < b ? -1 : 1));
  refuseUnusableNames(sorted);

  // Options go to other threads, a function cannot.
  const { onRendered = () => {}, ...rest } = options;
  return new Map(await renderFiles(fileJobs(sorted, rest), rest, onRendered));
}

/** The last gate before names become code: nothing a lockfile holds may write statements of its own. */
function refuseUnusableNames(workflows: readonly (readonly [string, LockedWorkflow])[]): void {
  const [clash] = findNameClashes(workflows.map(([key]) => key));
  if (clash) throw new RangeError(`The workflow keys ${clash.keys.join(' and ')} both give ${clash.name}.`);
  for (const [key, workflow] of workflows) {
    const [unusable] = findUnusableNames(workflow);
    if (unusable)
      throw new RangeError(`${key}.${unusable.place} has the name ${JSON.stringify(unusable.name)}, which cannot stand in code.`);
  }
}
