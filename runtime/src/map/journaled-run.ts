import type { ClientCore } from '../client/core.ts';
import {
  AbortedError,
  ApiError,
  ExecuteOutcomeUnknownError,
  JobFailedError,
  JournalError,
  NetworkError,
  OpusError,
  SchemaDriftError,
} from '../errors/index.ts';
import type * as Engine from '../engine.ts';
import type { RunEventListener } from '../events.ts';
import { inputError } from '../input/input-error.ts';
import { validateInput } from '../input/validate.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import type { WorkflowResult } from '../workflow/finish.ts';
import type { RunOptions } from '../options.ts';
import { inputDigest } from './input-digest.ts';
import type { Journal, JournalEntry, RunState } from './journal.ts';

export interface JournaledRun {
  readonly engine: typeof Engine;
  readonly core: ClientCore;
  readonly descriptor: WorkflowDescriptor;
  readonly input: unknown;
  readonly options: RunOptions;
  readonly journal: Journal;
  readonly key: string;
}

/**
 * One run, once: begins where the journal says an earlier one stopped, and keeps every step before it is taken.
 *
 * @throws {JournalError} `RUN_KEY_CONFLICT`, or the journal failed: then nothing goes further.
 * @throws {ExecuteOutcomeUnknownError} an earlier run stopped while it executed, and the service does not tell whether it did.
 */
export async function runOnce<Outputs>(run: JournaledRun): Promise<WorkflowResult<Outputs>> {
  const { engine, core, descriptor, input, options, journal, key } = run;
  const { workflowId } = descriptor;
  const issues = validateInput(descriptor.inputs, input);
  if (issues.length > 0) throw inputError(issues, workflowId);

  const digest = await inputDigest(workflowId, input);
  const found = await keep(() => journal.load(key), 'read', key);
  if (found !== undefined && found.inputDigest !== digest) {
    const message = `The journal knows the run key ${JSON.stringify(key)} with another input.`;
    throw new JournalError({ code: 'RUN_KEY_CONFLICT', message, workflowId, jobExecutionId: found.jobExecutionId });
  }
  const save = (state: RunState, jobExecutionId?: string): Promise<void> => {
    const entry: JournalEntry = { key, state, inputDigest: digest, ...(jobExecutionId !== undefined && { jobExecutionId }) };
    return keep(() => journal.save(entry), 'written', key);
  };

  const { jobExecutionId, outputs, justExecuted } = await executed(run, found, save);
  const { waitTimeoutMs, onEvent, signal } = options;
  const job = engine.openJob<Outputs>(core, { ...descriptor, outputs }, jobExecutionId, justExecuted);
  const end = (): Promise<void> => (found?.state === 'done' ? Promise.resolve() : save('done', jobExecutionId));
  try {
    const result = await job.result({ waitTimeoutMs, onEvent, signal });
    await end();
    return result;
  } catch (error) {
    // It ended, badly; other errors say only that the waiting ended.
    if (error instanceof JobFailedError) await end();
    throw error;
  }
}

type Save = (state: RunState, jobExecutionId?: string) => Promise<void>;

interface ExecutedJob {
  readonly jobExecutionId: string;
  readonly outputs: WorkflowDescriptor['outputs'];
  readonly justExecuted: boolean;
}

/** A job that was executed: now, or by the run that the journal tells of. */
async function executed(run: JournaledRun, found: JournalEntry | undefined, save: Save): Promise<ExecutedJob> {
  const { outputs } = run.descriptor;
  const { state = 'prepared', jobExecutionId } = found ?? {};
  switch (state) {
    case 'prepared':
      return start(run, undefined, save);
    case 'initiated':
      return start(run, needed(jobExecutionId, run.key), save);
    case 'executing': {
      const id = needed(jobExecutionId, run.key);
      await confirm(run, id);
      await save('executed', id);
      return { jobExecutionId: id, outputs, justExecuted: false };
    }
    case 'executed':
    case 'done':
      return { jobExecutionId: needed(jobExecutionId, run.key), outputs, justExecuted: false };
    default:
      throw failed(
        `The journal's entry for the run key ${JSON.stringify(run.key)} has the unknown state ${JSON.stringify(state satisfies never)}.`,
      );
  }
}

async function start(run: JournaledRun, initiatedJobExecutionId: string | undefined, save: Save): Promise<ExecutedJob> {
  const { engine, core, descriptor, input, options } = run;
  let executing: string | undefined;
  const onEvent: RunEventListener = async (event) => {
    // A listener that throws here stops the run before anything is executed, so the journal must not say otherwise.
    if (event.type === 'job.executing') {
      await options.onEvent?.(event);
      executing = event.jobExecutionId;
      return save('executing', executing);
    }
    if (event.type === 'job.initiating') await save('prepared');
    if (event.type === 'job.initiated') await save('initiated', event.jobExecutionId);
    if (event.type === 'job.executed') await save('executed', event.jobExecutionId);
    return options.onEvent?.(event);
  };
  try {
    return { ...(await engine.startRun(core, descriptor, input, { ...options, onEvent, initiatedJobExecutionId })), justExecuted: true };
  } catch (error) {
    // A job that the service does not know is replaced the next time.
    const gone = error instanceof ApiError && error.code === 'NOT_FOUND';
    if (executing !== undefined && refusesExecute(error, executing)) await (gone ? save('prepared') : save('initiated', executing));
    throw error;
  }
}

/**
 * Whether an error says that this very job was not executed: the service said no, or never heard of it. One of another call, which a listener may
 * have made, says nothing of the kind.
 */
function refusesExecute(error: unknown, jobExecutionId: string): boolean {
  if (!(error instanceof OpusError) || error.jobExecutionId !== jobExecutionId) return false;
  if (error instanceof SchemaDriftError) return true;
  if (error instanceof AbortedError) return error.executed === 'no';
  return error.phase === 'execute' && (error instanceof ApiError || error instanceof NetworkError);
}

/** A job that was about to be executed when everything stopped: never executed again on a guess. */
async function confirm(
  { engine, core, descriptor: { workflowId }, options: { signal } }: JournaledRun,
  jobExecutionId: string,
): Promise<void> {
  const { confirmExecuted } = await engine.loadAside();
  if (await confirmExecuted(core, { signal, workflowId, jobExecutionId })) return;
  const message = `An earlier run stopped while it executed job ${jobExecutionId}, and the job's status does not tell whether it runs.`;
  throw new ExecuteOutcomeUnknownError({ code: 'EXECUTE_OUTCOME_UNKNOWN', message, workflowId, jobExecutionId });
}

/** A journal of the caller's own may throw anything; the run stops with an error that says so. */
async function keep<T>(step: () => Promise<T>, what: 'read' | 'written', key: string): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof JournalError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw failed(`The journal could not be ${what} for the run key ${JSON.stringify(key)}: ${reason}`);
  }
}

function needed(jobExecutionId: string | undefined, key: string): string {
  if (jobExecutionId !== undefined) return jobExecutionId;
  throw failed(`The journal's entry for the run key ${JSON.stringify(key)} has no job id.`);
}

function failed(message: string): JournalError {
  return new JournalError({ code: 'JOURNAL_FAILED', message });
}
