import { join } from 'node:path';
import { CONFIG_FILE_NAMES } from '../../config/find-config.ts';
import type { Project } from '../../config/project.ts';
import { DiagnosticError, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { stampFiles, type FileStamps } from '../../serve/watch-files.ts';
import { chanceOf } from '../../watch/chance.ts';
import { isWorthWriting, lookOnly, regenerate } from '../../watch/regenerate.ts';
import { isUnanswered, NO_TROUBLES, troubleNews } from '../../watch/troubles.ts';
import { waitForReason, type Reason } from '../../watch/wait-for-reason.ts';
import { watchDelayMs } from '../../watch/watch-delay.ts';
import type { Command, CommandContext, CommandResult, CommonOptions } from '../command.ts';
import { settleFormerRuns, whileHolding } from '../hold-projects.ts';
import { openProjects, type OpenedProjects } from '../open-projects.ts';
import { silentProgress } from '../progress.ts';
import { watchVoice, type WatchVoice } from '../watch-voice.ts';

export interface WatchFlags {
  /** Seconds. */
  readonly interval: number;
}

const STOPPED: CommandResult = { text: '', json: {}, diagnostics: [], announced: 'interrupted' };

/**
 * `watch`: a `generate`, and again whenever the service says something else or the config changed, until it is stopped. One look after the other, so that
 * at most one goes on; what happens meanwhile is seen by the next. Where nobody reads what it tells any more, it is stopped as well.
 *
 * @throws {DiagnosticError} when there is no sound config to begin with.
 */
export const watch: Command<WatchFlags> = async (options, around) => {
  const { signal, unread } = around;
  const context = unread === undefined ? around : { ...around, signal: AbortSignal.any([signal, unread]) };
  const voice = watchVoice(options, context);
  try {
    return await watchOn(options, context, voice);
  } catch (error) {
    if (context.signal.aborted) return STOPPED;
    throw error;
  } finally {
    voice.wake();
  }
};

async function watchOn(options: WatchFlags & CommonOptions, context: CommandContext, voice: WatchVoice): Promise<never> {
  let opened: OpenedProjects | undefined = await openProjects(options, context);
  let stamps = stampFiles(watchedFiles(opened.projects));
  let reason: Reason | 'start' = 'start';
  let troubles = NO_TROUBLES;
  let failures = 0;
  for (let round = 0; ; round += 1) {
    if (reason === 'file') {
      context.progress.note('The config or its .env changed; looking again.');
      const found = await reopened(options, context, stamps);
      ({ opened, stamps } = found);
      const { news, troubles: now } = troubleNews(troubles, found.diagnostics);
      voice.trouble(news);
      troubles = opened === undefined ? now : troubles;
    }
    if (opened !== undefined) {
      const look = await lookAround(opened, { isAsked: reason !== 'time' }, context, voice);
      const { news, over, troubles: now } = troubleNews(troubles, look.diagnostics);
      voice.trouble(news);
      if (over !== undefined) voice.over(over);
      troubles = now;
      failures = look.couldLook ? 0 : failures + 1;
    }
    voice.rest(opened === undefined ? 'Waiting for the config to be mended' : restTitle(opened, options));
    const delayMs = watchDelayMs({ intervalMs: options.interval * 1_000, failures, chance: chanceOf(context.runId, round) });
    reason = await waitForReason(delayMs, stamps, context);
  }
}

function restTitle({ projects, filter }: OpenedProjects, { interval }: WatchFlags): string {
  const count = projects.flatMap(({ workflows }) => workflows.filter(({ key }) => filter?.has(key) ?? true)).length;
  return `Watching ${count} ${count === 1 ? 'workflow' : 'workflows'}, every ${interval} s`;
}

/** A config may come again under another name. */
function watchedFiles(projects: readonly Project[]): readonly string[] {
  const beside = [...CONFIG_FILE_NAMES, '.env'];
  return [...new Set(projects.flatMap(({ configPath, root }) => [configPath, ...beside.map((name) => join(root, name))]))];
}

interface Reopened {
  /** Absent: there is no sound config now. */
  readonly opened: OpenedProjects | undefined;
  /** As the files were before they were read. */
  readonly stamps: FileStamps;
  readonly diagnostics: readonly Diagnostic[];
}

async function reopened(options: CommonOptions, context: CommandContext, since: FileStamps): Promise<Reopened> {
  const before = stampFiles([...since.keys()]);
  try {
    const opened = await openProjects(options, context);
    const stamps = new Map([...stampFiles(watchedFiles(opened.projects)), ...before]);
    return { opened, stamps, diagnostics: [] };
  } catch (error) {
    return { opened: undefined, stamps: before, diagnostics: diagnosticsOf(error, context) };
  }
}

interface Look {
  readonly diagnostics: readonly Diagnostic[];
  /** `false`: of no workflow anything was read. */
  readonly couldLook: boolean;
}

async function lookAround(
  { projects, filter }: OpenedProjects,
  { isAsked }: { readonly isAsked: boolean },
  context: CommandContext,
  voice: WatchVoice,
): Promise<Look> {
  const looks: Look[] = [];
  if (isAsked) voice.wake();
  for (const project of projects) {
    try {
      looks.push(isAsked ? await generated(project, filter, context, voice) : await looked(project, filter, context, voice));
    } catch (error) {
      const diagnostics = diagnosticsOf(error, context);
      looks.push({ diagnostics, couldLook: !diagnostics.some(isUnanswered) });
    }
  }
  return { diagnostics: looks.flatMap(({ diagnostics }) => diagnostics), couldLook: looks.some(({ couldLook }) => couldLook) };
}

/** Asks and writes in silence; what was written is told. */
async function looked(project: Project, filter: OpenedProjects['filter'], context: CommandContext, voice: WatchVoice): Promise<Look> {
  const silent = { ...context, progress: { ...silentProgress, note: context.progress.note } };
  await settleFormerRuns([project], silent);
  const report = await lookOnly(project, filter, silent);
  if (isWorthWriting(report)) return await generated(project, filter, silent, voice);
  return { diagnostics: report.diagnostics, couldLook: report.read.length > 0 };
}

async function generated(project: Project, filter: OpenedProjects['filter'], context: CommandContext, voice: WatchVoice): Promise<Look> {
  const regenerated = await whileHolding([project], context, () => regenerate(project, filter, context));
  voice.generated(regenerated, filter);
  const { diagnostics, read } = regenerated.report;
  return { diagnostics, couldLook: read.length > 0 };
}

/** What can be mended while the watch goes on. An interruption and a bug of ours end it. */
function diagnosticsOf(error: unknown, { signal }: CommandContext): readonly Diagnostic[] {
  signal.throwIfAborted();
  if (!(error instanceof DiagnosticError)) throw error;
  return error.diagnostics;
}
