import { failedNodeAt, isTerminal, normalStatus, progressAt, statusAt, type Job } from '../jobs/job.ts';
import { nodesOf } from '../jobs/nodes.ts';

/** How far a job is, node by node. */
export interface Trail {
  /** All of them, in order; none before execute. */
  readonly nodes: readonly string[];
  /** Done without failing. */
  readonly done: readonly TrailNode[];
  readonly running?: TrailNode;
  readonly failed?: TrailNode & { readonly message?: string };
  readonly remaining: readonly string[];
  readonly executedAt?: number;
  /** `completed`, `failed`, `timed_out`, … once the job has ended. */
  readonly ending?: string;
}

export interface TrailNode {
  readonly name: string;
  readonly startedAt: number;
  readonly durationMs: number;
}

const NOT_STARTED: Trail = { nodes: [], done: [], remaining: [] };

/** Nodes share the job's time evenly, one after the other; a failing job gets as far as the node it fails at. */
export function trailOf(job: Job, now: number): Trail {
  const { execution } = job;
  if (execution === undefined) return NOT_STARTED;
  const { input, working, output } = nodesOf(execution.schema.raw, execution.outcome.failedNode);
  const nodes = [input, ...working, output];
  const share = execution.durationMs / nodes.length;
  const nodeAt = (index: number): TrailNode => ({
    name: nodes[index] ?? output,
    startedAt: Math.min(now, execution.at + Math.floor(index * share)),
    durationMs: Math.floor(share),
  });
  const status = statusAt(job, now);
  const ended = isTerminal(status);
  const failedNode = failedNodeAt(job, now);
  const message = execution.outcome.failureMessage;
  const reached = failedNode === undefined ? Math.floor(progressAt(job, now) * nodes.length) : nodes.indexOf(failedNode);
  return {
    nodes,
    done: nodes.slice(0, reached).map((_, index) => nodeAt(index)),
    ...(ended ? {} : { running: nodeAt(reached) }),
    ...(failedNode === undefined ? {} : { failed: { ...nodeAt(reached), ...(message === undefined ? {} : { message }) } }),
    remaining: nodes.slice(reached + 1),
    executedAt: execution.at,
    ...(ended ? { ending: normalStatus(status).toLowerCase() } : {}),
  };
}
