import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { createFormatter } from '../format/formatter.ts';
import { findUnusableNames } from '../names/locked-names.ts';
import { findNameClashes, workflowNames } from '../names/workflow-names.ts';
import { sign } from './signature.ts';

export interface EmitOptions {
  /** How the barrel imports its neighbours; `''` for bundlers. */
  readonly importExtension: '.ts' | '.js' | '';
  /** Whether to write `index.ts`. */
  readonly barrel: boolean;
  /** The prettier config to format with. Without it, the one prettier finds for files in `outputDir`, else prettier's own defaults. */
  readonly prettierConfigPath?: string;
  /** Where the files will stand, absolute: the user's prettier config and `.editorconfig` are looked up from there. Nothing is written. */
  readonly outputDir?: string;
  /** Only the files of these names: printing and formatting the others takes most of the time of a run. */
  readonly only?: ReadonlySet<string>;
}

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

  // ts-morph brings a whole compiler: loaded when there is something to emit, not when the command line starts.
  const [{ createPrinter }, { workflowFile }, { barrelStatements }] = await Promise.all([
    import('./print.ts'),
    import('./workflow-file.ts'),
    import('./barrel.ts'),
  ]);
  const print = createPrinter();
  const format = await createFormatter(options);
  const finish = async (fileName: string, text: string): Promise<readonly [string, string]> => [
    fileName,
    sign(await format(fileName, text)),
  ];

  const isAsked = (fileName: string): boolean => options.only?.has(fileName) ?? true;
  const files = sorted.map(([key, workflow]) => {
    const names = workflowNames(key);
    return { names, fileName: `${names.module}.ts`, ...workflowFile(key, workflow, names) };
  });
  const texts: (readonly [string, string])[] = [];
  for (const { fileName, statements } of files) if (isAsked(fileName)) texts.push(await finish(fileName, print(statements)));
  if (options.barrel && isAsked('index.ts'))
    texts.push(await finish('index.ts', print(barrelStatements(files, options.importExtension)) || 'export {};'));
  return new Map(texts);
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
