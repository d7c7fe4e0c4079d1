import type { ClientCore } from '../client/core.ts';
import { sleep } from '../clock.ts';
import { ResultError } from '../errors/classes.ts';
import { aborted } from '../load-aside.ts';
import { oneLine } from '../one-line.ts';
import { decodeOutputs } from '../results/decode.ts';
import { readResults, type ResultsReading } from '../results/read-results.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import type { FinishContext, WorkflowResult } from './finish.ts';

/** Results of any shape, also such as are not there yet: `first` is the answer that was not plain. */
export async function unplainResults(
  core: ClientCore,
  descriptor: WorkflowDescriptor,
  context: FinishContext,
  first: unknown,
): Promise<Omit<WorkflowResult, 'jobExecutionId' | 'status'>> {
  const { reading, raw } = await fetchResults(core, descriptor, context, first);
  const { outputs, warnings } = decodeOutputs(descriptor.outputs, reading.outputs);
  const { outputFiles, summary } = reading;
  return { outputs, ...(summary === undefined ? {} : { summary }), outputFiles, warnings, raw };
}

/** Results are written a little after the status: so long is nothing taken for "not yet". */
const PATIENCE_MS = 30_000;

async function fetchResults(
  { clock, calls }: ClientCore,
  descriptor: WorkflowDescriptor,
  context: FinishContext,
  first: unknown,
): Promise<{ readonly reading: ResultsReading; readonly raw: unknown }> {
  const { jobExecutionId, workflowId, signal } = context;
  // The first answer came before this was loaded, which takes next to no time.
  const startedAtMs = clock.now();
  for (
    let [raw, delayMs] = [first, 1_000];
    ;
    [raw, delayMs] = [await calls.results({ jobExecutionId }, context), Math.min(delayMs * 2, 8_000)]
  ) {
    const verdict = readResults(raw);
    if (verdict.kind === 'unreadable') {
      const keys = oneLine(verdict.topLevelKeys.join(', ')) || 'none';
      const message = `The results of job ${jobExecutionId} have an unknown shape (keys: ${keys}).`;
      throw new ResultError({ code: 'RESULTS_UNREADABLE', message, jobExecutionId, workflowId });
    }
    const remainingMs = startedAtMs + PATIENCE_MS - clock.now();
    if (verdict.kind === 'read') return { reading: verdict.reading, raw };
    // A branch may end without any output, and a workflow may declare none.
    if (verdict.kind === 'empty' && (remainingMs <= 0 || descriptor.outputs.length === 0)) return { reading: verdict.reading, raw };
    if (remainingMs <= 0) {
      const message = `Job ${jobExecutionId} completed, but its results did not appear within ${PATIENCE_MS / 1000} s.`;
      throw new ResultError({ code: 'RESULTS_UNAVAILABLE', message, jobExecutionId, workflowId, retryable: true });
    }
    await sleep(clock, Math.min(delayMs, remainingMs), signal);
    if (signal?.aborted === true) return aborted({ phase: 'results', executed: 'yes', workflowId, jobExecutionId });
  }
}
