import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileJournal, JournalError, type Journal } from '@opus-codegen/runtime';
import type { CommandContext, CommandResult, CommonOptions } from '../../cli/command.ts';
import type { RunFlags } from '../run-flags.ts';
import { shownPath } from '../../paths/shown-path.ts';
import type { StatusView } from '../status-view.ts';
import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { diskFailure } from '../../write/disk-failure.ts';
import type { FoundWorkflow } from '../find-workflow.ts';
import { journalFailure } from '../job/failure.ts';
import { openClient } from '../open-client.ts';
import { checkRows } from '../rows/check-rows.ts';
import { openRows } from '../rows/open-rows.ts';
import type { RowSource } from '../rows/row.ts';
import { refuseOtherThanFile } from '../rows/rows-file.ts';
import { collectWarnings } from '../run-warnings.ts';
import { batchFiles, type BatchFiles } from './batch-files.ts';
import { batchReport } from './batch-report.ts';
import { openResults } from './results-file.ts';
import { settleRows } from './settle-rows.ts';

export type BatchFlags = RunFlags & CommonOptions & { readonly batch: string };

/** One job for each row of a file: every row checked before the first job, and gone on with by the same command. */
export async function runBatch(found: FoundWorkflow, flags: BatchFlags, context: CommandContext): Promise<CommandResult> {
  const { key, locked, project } = found;
  const path = resolve(flags.cwd, flags.batch);
  const rowOptions = { key: flags.key, ignore: flags.ignore ?? [], delimiter: flags.delimiter };
  const source = openRows(path, shownPath(flags.cwd, path), locked.inputs, rowOptions);
  const files = flags.dryRun ? undefined : batchFiles(flags, project);
  await refuseOtherThanFile(path, source.label);
  const view = await context.openView();
  try {
    const version = await versionOf(path);
    const rows = await check(source, found, flags, context.signal, view);
    if (files === undefined) {
      const text = `${key}: ${fitText(rows)}; nothing was sent`;
      return { text, isDocument: true, json: { workflow: key, dryRun: true, rows }, diagnostics: [] };
    }
    const isUnchanged = async (): Promise<boolean> => (await versionOf(path)) === version;
    return await runRows(found, { source, rows, isUnchanged, files }, flags, { ...context, view });
  } finally {
    view.end();
  }
}

async function check(
  source: RowSource,
  { workflow, locked }: FoundWorkflow,
  flags: BatchFlags,
  signal: AbortSignal,
  view: StatusView,
): Promise<number> {
  let looked = 0;
  view.news(`Checking ${source.label}`);
  view.show(() => `Checking ${source.label}: ${looked} rows`);
  const checked = await checkRows(source, workflow, locked, { keyed: flags.key !== undefined, signal, onRow: (rows) => (looked = rows) });
  if (checked.problems.length > 0) throw new DiagnosticError(...checked.problems);
  view.news(fitText(checked.rows));
  return checked.rows;
}

function fitText(rows: number): string {
  return rows === 1 ? '1 row fits' : `${rows} rows fit`;
}

interface BatchWork {
  readonly source: RowSource;
  readonly rows: number;
  readonly isUnchanged: () => Promise<boolean>;
  readonly files: BatchFiles;
}

async function runRows(
  found: FoundWorkflow,
  { files, ...rows }: BatchWork,
  flags: BatchFlags,
  context: CommandContext & { readonly view: StatusView },
): Promise<CommandResult> {
  const { key, workflow, project } = found;
  const { concurrency = 4, description, drift, accessScope, timeout: waitTimeoutMs } = flags;
  const { clock, signal, view } = context;
  const client = openClient(project, clock);
  const warnings = collectWarnings(key);
  const title = flags.title ?? (workflow.descriptor.name.trim() || key);
  const options = { client, description, drift, accessScope, waitTimeoutMs, signal, onEvent: warnings.onEvent };
  const journal = await openJournal(files);
  try {
    const results = await openResults(files.results, { doneJob: (runKey) => doneJob(journal, runKey) });
    try {
      const how = { concurrency, title, options, warnings, view, verbose: flags.verbose, now: clock?.now ?? Date.now };
      const end = await settleRows({ ...rows, ...how, workflow, journal, results });
      return batchReport(found, { end, warnings: warnings.diagnostics(), files, label: rows.source.label }, flags.cwd, context);
    } finally {
      await results.close();
    }
  } finally {
    await journal.close?.();
  }
}

/** Held until the results are closed, too: whoever has the journal has the results. */
async function openJournal({ journal: path, results }: BatchFiles): Promise<Journal> {
  try {
    for (const folder of new Set([dirname(path), dirname(results)])) await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new DiagnosticError(diskFailure(error, path));
  }
  const journal = fileJournal(path);
  try {
    await journal.open?.();
    return journal;
  } catch (error) {
    if (!(error instanceof JournalError)) throw error;
    throw new DiagnosticError(journalFailure(error, path));
  }
}

async function doneJob(journal: Journal, key: string): Promise<string | undefined> {
  const entry = await journal.load(key);
  return entry?.state === 'done' ? entry.jobExecutionId : undefined;
}

/** Enough to notice that somebody wrote to the file. */
async function versionOf(path: string): Promise<string> {
  const seen = await stat(path).catch(() => undefined);
  return seen === undefined ? 'gone' : `${seen.ino} ${seen.size} ${seen.mtimeMs}`;
}
