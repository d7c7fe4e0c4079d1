import { basename, join } from 'node:path';
import { type Lockfile, printLockfile } from '@opus-codegen/schema/lockfile';
import { planBindings } from './plan-bindings.ts';
import type { NextLockfile } from './pulled-lockfile.ts';
import type { RunContext } from './run-context.ts';
import type { Project } from '../config/project.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { disagreements } from '../lock/agreement.ts';
import { readLockfile } from '../lock/read-lockfile.ts';
import { orderActions } from '../plan/order-actions.ts';
import { placeInside } from '../plan/place-inside.ts';
import type { FileAction } from '../plan/plan-files.ts';
import { refusals } from '../plan/refusals.ts';
import { commitFiles, type FileChange } from '../write/commit-files.ts';

export interface GenerateOptions {
  /** From the lockfile alone: the network is not touched and the lockfile stays as it is. */
  readonly frozen: boolean;
  /** Work everything out and touch nothing. */
  readonly dryRun: boolean;
  /** Overwrite and delete generated files that were edited by hand. */
  readonly force: boolean;
  /** Drop the inputs kept as `RemovedInput`. */
  readonly prune: boolean;
  /** `pull`: the lockfile, no bindings. */
  readonly lockfileOnly: boolean;
  /** The keys asked for; absent: all. */
  readonly filter?: ReadonlySet<string> | undefined;
  /** Other files that appear together with these, or not at all: a config that gets a workflow. */
  readonly alongside?: readonly FileChange[];
}

export type LockfileAction = 'create' | 'update' | 'unchanged';

export interface GenerateReport {
  readonly project: Project;
  /** Keys read from the service just now. */
  readonly read: readonly string[];
  /** Keys the service did not answer for. */
  readonly failed: readonly string[];
  readonly lockfile: LockfileAction;
  readonly actions: readonly FileAction[];
  /** `false`: the actions are what would be done. */
  readonly done: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * One project from config to files: pull, lock, emit, plan, write (house.md, two journeys). Nothing is written when a file is in the way, and a
 * workflow that could not be read keeps its lock entry and its file.
 *
 * @throws {DiagnosticError} when config, lockfile or disk leave nothing to do; the signal's reason when aborted.
 */
export async function generateProject(project: Project, options: GenerateOptions, context: RunContext): Promise<GenerateReport> {
  const outputDir = await placeInside(project.root, project.outputDir);
  const lockfilePath = await placeInside(project.root, project.lockfilePath);
  const before = await readLockfile(lockfilePath);
  const next = options.frozen
    ? frozen(project, before?.lockfile, options.filter)
    : await pulled(project, before?.lockfile, options, context);
  const report = { project, read: next.read, failed: next.failed, diagnostics: next.diagnostics };
  if (next.lockfile === undefined) return { ...report, lockfile: 'unchanged', actions: [], done: false };

  const lockfileText = printLockfile(next.lockfile);
  const lockfile = lockfileAction(before?.text, lockfileText, options.frozen);
  const actions = options.lockfileOnly ? [] : await planBindings(project, next.lockfile, { ...options, context });
  const refused = refusals(actions, project.outputDir);
  const result = { ...report, lockfile, actions, diagnostics: [...next.diagnostics, ...refused] };
  if (options.dryRun || refused.length > 0) return { ...result, done: false };

  context.signal.throwIfAborted();
  const changes: readonly FileChange[] = [
    ...(options.alongside ?? []),
    ...orderActions(actions).map((action) => ({
      path: join(outputDir, action.fileName),
      ...('text' in action ? { text: action.text } : {}),
    })),
    ...(lockfile === 'unchanged' ? [] : [{ path: lockfilePath, text: lockfileText }]),
  ];
  if (changes.length > 0) await written(changes, project, context);
  return { ...result, done: true };
}

async function written(changes: readonly FileChange[], { root }: Project, context: RunContext): Promise<void> {
  const task = context.progress.begin('Writing', changes.length);
  await commitFiles(changes, { ...context, root, onStaged: (path) => task.step(basename(path)) }).finally(() => task.end());
}

/** The network, its client and what reads its answers are loaded by those who pull. */
async function pulled(...args: Parameters<typeof import('./pulled-lockfile.ts').pulledLockfile>): Promise<NextLockfile> {
  const { pulledLockfile } = await import('./pulled-lockfile.ts');
  return await pulledLockfile(...args);
}

function frozen(project: Project, lockfile: Lockfile | undefined, filter: ReadonlySet<string> | undefined): NextLockfile {
  const diagnostics = disagreements(project, lockfile, filter);
  return { read: [], failed: [], diagnostics, ...(lockfile === undefined || diagnostics.length > 0 ? {} : { lockfile }) };
}

function lockfileAction(before: string | undefined, after: string, isFrozen: boolean): LockfileAction {
  if (isFrozen) return 'unchanged';
  if (before === undefined) return 'create';
  return before === after || before.replaceAll('\r\n', '\n') === after ? 'unchanged' : 'update';
}
