import { AbortedError, OpusError, type Job, type OpusClient } from '@opus-codegen/runtime';
import type { CommandContext, CommandResult, CommonOptions } from '../../cli/command.ts';
import type { RunFlags } from '../run-flags.ts';
import { diagnose, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { FoundWorkflow } from '../find-workflow.ts';
import { readInput } from '../input/read-input.ts';
import { openClient } from '../open-client.ts';
import { resumeCommand } from '../resume-command.ts';
import type { Values } from '../runnable.ts';
import { collectWarnings, type RunWarnings } from '../run-warnings.ts';
import { runFailure } from './failure.ts';
import { followJob, startJob, type JobViewOptions } from './follow-job.ts';
import { completedReport, failedReport, openReport, type JobReport } from './job-report.ts';

type OneFlags = RunFlags & CommonOptions;

/** One job: made and waited for, or one that exists taken up again. */
export async function runOne(found: FoundWorkflow, flags: OneFlags, context: CommandContext): Promise<CommandResult> {
  const { key, project, workflow, locked } = found;
  const { job: id, input, set = [], file = [], cwd } = flags;
  const values = id === undefined ? await readInput(workflow, locked, { input, set, file }, { ...context, cwd }) : undefined;
  if (flags.dryRun) {
    return { text: `${key}: the input fits; nothing was sent`, isDocument: true, json: { workflow: key, dryRun: true }, diagnostics: [] };
  }
  const client = openClient(project, context.clock);
  const now = context.clock?.now ?? Date.now;
  const view = await context.openView();
  const attempt: Attempt = {
    found,
    flags,
    context,
    client,
    telling: { view, verbose: flags.verbose, now },
    beganAtMs: now(),
    warnings: collectWarnings(key),
    resume: (jobExecutionId) => resumeCommand(key, jobExecutionId, { ...flags, shellCwd: context.shellCwd }),
  };
  try {
    const report = values === undefined ? await takeUp(attempt, id ?? '') : await make(attempt, values);
    return { ...report, isDocument: true, diagnostics: attempt.warnings.diagnostics() };
  } catch (error) {
    return failed(error, attempt);
  } finally {
    view.end();
  }
}

interface Attempt {
  readonly found: FoundWorkflow;
  readonly flags: OneFlags;
  readonly context: CommandContext;
  readonly client: OpusClient;
  readonly telling: JobViewOptions;
  readonly beganAtMs: number;
  readonly warnings: RunWarnings;
  readonly resume: (jobExecutionId: string) => string;
}

async function make(attempt: Attempt, values: Values): Promise<JobReport> {
  const { found, flags, context, client, telling, warnings, resume } = attempt;
  const { title, description, drift, accessScope, timeout: waitTimeoutMs } = flags;
  const options = { client, signal: context.signal, waitTimeoutMs, title, description, drift, accessScope, onEvent: warnings.onEvent };
  const job = await startJob(found.workflow, values, options, telling);
  return flags.wait ? await end(attempt, job) : openReport(found.key, { id: job.id }, resume(job.id));
}

async function takeUp(attempt: Attempt, id: string): Promise<JobReport> {
  const { found, flags, context, client, resume } = attempt;
  const job = found.workflow.job(id, { client });
  if (flags.wait) return await end(attempt, job);
  const { signal } = context;
  const report = await job.status({ signal });
  if (report.terminal) return await end(attempt, job);
  const progress = (await job.audit({ signal }).catch(() => undefined))?.progress;
  return openReport(found.key, { id, report, progress }, resume(id));
}

async function end({ found, flags, context, telling, warnings, beganAtMs }: Attempt, job: Job<Values>): Promise<JobReport> {
  const options = { signal: context.signal, waitTimeoutMs: flags.timeout, onEvent: warnings.onEvent, progress: !flags.quiet };
  const result = await followJob(job, found.key, options, telling);
  warnings.add(result.warnings);
  return completedReport(found.key, result, telling.now() - beganAtMs, context.colors);
}

function failed(error: unknown, { found, flags, context, warnings, resume }: Attempt): CommandResult {
  if (!(error instanceof OpusError)) throw error;
  const told = warnings.diagnostics();
  if (error instanceof AbortedError) {
    return { text: '', json: { workflow: found.key, ...jobFields(error) }, diagnostics: [...told, interruption(error, resume)] };
  }
  const report = failedReport(found.key, error, context.colors);
  const madeJob = flags.job === undefined;
  const { serviceKeyEnv, baseUrl } = found.project;
  return { ...report, isDocument: true, diagnostics: [...told, runFailure(error, { madeJob, resume, serviceKeyEnv, baseUrl })] };
}

function jobFields({ jobExecutionId, executed }: AbortedError): Readonly<Record<string, unknown>> {
  return jobExecutionId === undefined ? { executed } : { jobExecutionId, executed };
}

/** Ctrl-C: what goes on without us, and how to come back to it. */
function interruption({ jobExecutionId: id, executed }: AbortedError, resume: (id: string) => string): Diagnostic {
  if (id === undefined || executed === 'no') {
    const what =
      id === undefined ? 'Interrupted before a job was executed.' : `Interrupted: job ${id} was made and not executed; it runs nothing.`;
    return diagnose('interrupted', { what, fix: 'Run again.' });
  }
  return diagnose('interrupted', {
    what: executed === 'yes' ? `Interrupted: job ${id} goes on at the service.` : `Interrupted: job ${id} may have been executed.`,
    why: 'Only the waiting was stopped. Running again would make a second job.',
    fix: `Take it up again: ${resume(id)}`,
  });
}
