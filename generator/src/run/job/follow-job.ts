import type { Job, RunEvent, RunEventListener, RunOptions, WaitOptions, WorkflowResult } from '@opus-codegen/runtime';
import type { StatusView } from '../status-view.ts';
import { durationText } from '../duration.ts';
import type { RunnableWorkflow, Values } from '../runnable.ts';
import { countLocalFiles } from '../values/file-value.ts';
import { eventLine, updateLine } from './job-lines.ts';

export interface JobViewOptions {
  readonly view: StatusView;
  /** Also what is sent again. */
  readonly verbose: boolean;
  /** Milliseconds since some moment. */
  readonly now: () => number;
}

/** Makes and executes a job, telling each step. Resolves when it was executed. */
export async function startJob(
  workflow: RunnableWorkflow,
  values: Values,
  { onEvent, ...options }: RunOptions,
  { view, verbose, now }: JobViewOptions,
): Promise<Job<Values>> {
  const { key } = workflow.descriptor;
  const beganAtMs = now();
  const files = countLocalFiles(values);
  let uploaded = 0;
  let doing = 'checking the input';
  view.show(() => `${key}: ${doing} · ${durationText(now() - beganAtMs)}`);
  if (options.drift !== 'off') {
    doing = 'reading the live schema';
    view.news('Reading the live schema');
  }
  const listener: RunEventListener = (event: RunEvent) => {
    if (event.type === 'file.uploaded') uploaded += 1;
    const line = event.type === 'retry' && !verbose ? undefined : eventLine(event, { done: uploaded, of: files });
    if (line !== undefined) {
      doing = line;
      // The id stays in sight, whatever becomes of this process.
      if (event.type === 'job.initiated') view.say(line);
      else view.news(line);
    }
    return onEvent?.(event);
  };
  return workflow.start(values, { ...options, onEvent: listener });
}

/** Waits for the end of a job, telling its progress. Throws what `Job.result` throws. */
export async function followJob(
  job: Job<Values>,
  key: string,
  options: WaitOptions & { readonly progress: boolean },
  { view, now }: JobViewOptions,
): Promise<WorkflowResult<Values>> {
  const beganAtMs = now();
  let doing = 'waiting';
  view.show(() => `${key}: job ${job.id} · ${doing} · ${durationText(now() - beganAtMs)}`);
  for await (const update of job.updates(options)) {
    doing = updateLine(update);
    view.news(doing);
  }
  doing = 'reading the results';
  view.news('Reading the results');
  const { progress: _progress, ...waiting } = options;
  return job.result(waiting);
}
