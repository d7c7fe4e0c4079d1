import type { LockedWorkflow, Lockfile } from '@opus-codegen/schema/lockfile';
import { importExtensionOf } from '../config/import-extension.ts';
import type { RunContext } from './run-context.ts';
import type { Project } from '../config/project.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { inspectSignature } from '../emit/signature.ts';
import { FormatError } from '../format/formatter.ts';
import { lockedWorkflow } from '../lock/agreement.ts';
import { findUnusableNames } from '../names/locked-names.ts';
import { workflowNames } from '../names/workflow-names.ts';
import { placeInside } from '../plan/place-inside.ts';
import { planFiles, type DiskEntry, type FileAction } from '../plan/plan-files.ts';
import { readOutput } from '../plan/read-output.ts';
import { sourcesOf } from '../provenance/sources.ts';
import { sourceOf, stamped } from '../provenance/stamp.ts';

export interface PlanOptions {
  /** Overwrite what was edited by hand. */
  readonly force: boolean;
  /** Only the files of these workflows, and the barrel. Absent: all. */
  readonly filter?: ReadonlySet<string> | undefined;
  /** Who is told how far it is, and who may end it. Absent: nobody. */
  readonly context?: Pick<RunContext, 'progress' | 'signal'> | undefined;
}

/**
 * What config and lockfile make of the output folder: the one answer that `generate` carries out, `--dry-run` prints and `check` tells. Writes
 * nothing.
 *
 * @throws {DiagnosticError} when the output cannot be read, the lockfile holds names that cannot stand in code, or the project's prettier config
 * cannot be used.
 */
export async function planBindings(
  project: Project,
  lockfile: Lockfile,
  { force, filter, context }: PlanOptions,
): Promise<readonly FileAction[]> {
  const workflows = lockedWorkflows(project, lockfile);
  refuseUnusableNames(workflows, project.lockfilePath);
  const outputDir = await placeInside(project.root, project.outputDir);
  const fileNames = [...Object.keys(workflows).map(fileNameOf), ...(project.barrel ? ['index.ts'] : [])];
  const onDisk = await readOutput(outputDir, fileNames, inspectSignature);
  const wanted = await bindingsOf(project, workflows, onDisk, context);
  const scope = filter === undefined ? undefined : new Set([...[...filter].map(fileNameOf), 'index.ts']);
  return planFiles({ wanted, onDisk, force, scope });
}

/** Every file of the bindings by its name. What the disk is known to hold already is not rendered again: that takes most of the time of a run. */
async function bindingsOf(
  project: Project,
  workflows: Readonly<Record<string, LockedWorkflow>>,
  onDisk: ReadonlyMap<string, DiskEntry>,
  context: PlanOptions['context'],
): Promise<ReadonlyMap<string, string>> {
  const { barrel, outputDir } = project;
  const importExtension = await importExtensionOf(project);
  const sources = sourcesOf({ workflows, importExtension, barrel, outputDir });
  const known = new Map([...(sources ?? [])].flatMap(([fileName, source]) => textMadeFrom(source, fileName, onDisk)));
  if (sources !== undefined && known.size === sources.size) return known;
  const only = sources && new Set([...sources.keys()].filter((fileName) => !known.has(fileName)));
  const task = context?.progress.begin('Typing and formatting', only?.size ?? Object.keys(workflows).length + (barrel ? 1 : 0));
  const onRendered = (fileName: string): void => {
    context?.signal.throwIfAborted();
    task?.step(fileName);
  };
  const rendered = await render(workflows, { importExtension, barrel, outputDir, onRendered, ...(only && { only }) }).finally(() =>
    task?.end(),
  );
  return new Map([...known, ...[...rendered].map(([fileName, text]) => [fileName, stampedWith(sources?.get(fileName), text)] as const)]);
}

function textMadeFrom(source: string, fileName: string, onDisk: ReadonlyMap<string, DiskEntry>): readonly (readonly [string, string])[] {
  const entry = onDisk.get(fileName);
  return entry?.kind === 'file' && entry.signature === 'ours' && sourceOf(entry.text) === source
    ? [[fileName, entry.text.replaceAll('\r\n', '\n')]]
    : [];
}

function stampedWith(source: string | undefined, text: string): string {
  return source === undefined ? text : stamped(text, source);
}

type Render = typeof import('../emit/bindings.ts').renderBindings;

async function render(...[workflows, options]: Parameters<Render>): ReturnType<Render> {
  const { renderBindings } = await import('../emit/bindings.ts');
  try {
    return await renderBindings(workflows, options);
  } catch (error) {
    if (error instanceof FormatError)
      throw new DiagnosticError(diagnose('format-failed', { what: `${error.message}.`, where: options.outputDir }));
    throw error;
  }
}

function lockedWorkflows(project: Project, lockfile: Lockfile): Readonly<Record<string, LockedWorkflow>> {
  return Object.fromEntries(
    project.workflows.flatMap(({ key }): readonly (readonly [string, LockedWorkflow])[] => {
      const locked = lockedWorkflow(lockfile, key);
      return locked === undefined ? [] : [[key, locked]];
    }),
  );
}

function fileNameOf(key: string): string {
  return `${workflowNames(key).module}.ts`;
}

/** A pull heals such names; a lockfile edited by hand may still hold them where nothing was pulled. */
function refuseUnusableNames(workflows: Readonly<Record<string, LockedWorkflow>>, lockfilePath: string): void {
  const diagnostics = Object.entries(workflows).flatMap(([key, workflow]) =>
    findUnusableNames(workflow).map(({ name, place }) =>
      diagnose('lockfile-unusable-name', {
        what: `${JSON.stringify(name)} cannot stand in code as a name, or stands there twice.`,
        where: `${lockfilePath} › workflows.${key}.${place}`,
      }),
    ),
  );
  if (diagnostics.length > 0) throw new DiagnosticError(...diagnostics);
}
