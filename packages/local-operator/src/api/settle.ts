import { toJobRecord, type Execution, type Job } from '../jobs/job.ts';
import type { Outcome, OutcomeSource } from '../jobs/outcome.ts';
import { outputsOf } from '../results/outputs.ts';
import type { OperatorState } from './context.ts';

/** Decides what will become of the job now, so that its payload need not be remembered. */
export function settled(state: OperatorState, job: Job, source: OutcomeSource, execution: Execution): Execution {
  const outcome: Outcome = typeof source === 'function' ? source(toJobRecord({ ...job, execution }, execution.at)) : source;
  const { payload, ...rest } = execution;
  const context = { jobId: job.id, storageOrigin: state.storageOrigin };
  const declared = execution.schema.read?.workflow.outputs ?? [];
  return {
    ...(state.keepPayloads ? execution : rest),
    outcome:
      typeof outcome.outputs === 'function' ? { ...outcome, outputs: outputsOf(outcome, payload ?? {}, declared, context) } : outcome,
    durationMs: outcome.durationMs ?? execution.durationMs,
  };
}

/** Gives the jobs of a workflow that wait to be told what becomes of them, in the order of their initiation, the outcomes that are there now. */
export function releaseHeld(state: OperatorState, workflowId: string): void {
  const outcomes = state.workflows.get(workflowId)?.outcomes;
  for (const job of state.jobs.all()) {
    const { execution } = job;
    if (outcomes === undefined || job.workflowId !== workflowId || execution?.outcome.held !== true) continue;
    const next = outcomes.takeForHeld();
    if (next === undefined) return;
    const { outcome: _held, ...started } = execution;
    job.execution = settled(state, job, next, {
      ...started,
      outcome: {},
      at: state.clock.now(),
      durationMs: state.jobDurationMs,
    });
  }
}
