import type { PayloadInstance } from '@opus-codegen/operator-api';
import type { ServedSchema } from '../workflows/store.ts';
import type { JobRecord } from './job-record.ts';
import { nodesOf } from './nodes.ts';
import type { Outcome } from './outcome.ts';

export interface Job {
  readonly id: string;
  readonly workflowId: string;
  readonly title: string;
  readonly description: string;
  readonly workflowVersionNumber?: number;
  readonly workflowVersionId?: string;
  readonly initiatedAt: number;
  executeCount: number;
  /** Asked status questions since execute: what `Outcome.statuses` moves by. */
  statusCount: number;
  execution?: Execution;
}

/** What an accepted execute leaves behind. */
export interface Execution {
  readonly at: number;
  readonly outcome: Outcome;
  readonly durationMs: number;
  /** The schema as it was then: a later edit does not change a running job. */
  readonly schema: ServedSchema;
  /** Kept for the job's record only. */
  readonly payload?: PayloadInstance;
  readonly callbackUrl?: string;
  readonly inputNodeRefusals: readonly string[];
  readonly typeDefinitionOnV1: boolean;
}

const NOT_EXECUTED_STATUS = 'PENDING';

const TERMINAL: ReadonlySet<string> = new Set(['COMPLETED', 'FAILED', 'CANCELLED', 'CANCELED', 'TIMED_OUT', 'STOPPED']);

/** One spelling of the many (operator-api.md §4). */
export const normalStatus = (raw: string): string =>
  raw
    .trim()
    .toUpperCase()
    .replaceAll(/[\s-]+/g, '_');

export const isTerminal = (raw: string): boolean => TERMINAL.has(normalStatus(raw));

/** The raw status at a moment, without moving on. */
export function statusAt(job: Job, now: number): string {
  const { execution } = job;
  if (execution === undefined) return NOT_EXECUTED_STATUS;
  const { outcome } = execution;
  if (execution.inputNodeRefusals.length > 0) return 'FAILED';
  if (outcome.held === true) return outcome.status ?? 'WAITING';
  if (outcome.statuses !== undefined && outcome.statuses.length > 0) {
    const index = Math.min(Math.max(job.statusCount - 1, 0), outcome.statuses.length - 1);
    return outcome.statuses[index] ?? 'COMPLETED';
  }
  return now < execution.at + execution.durationMs ? 'IN PROGRESS' : (outcome.status ?? 'COMPLETED');
}

/** How much of the job's time is over, from 0 to 1. A job told by `statuses` is half done until it ends. */
export function progressAt(job: Job, now: number): number {
  const { execution } = job;
  if (execution === undefined) return 0;
  if (isTerminal(statusAt(job, now))) return 1;
  if (execution.outcome.statuses !== undefined || execution.durationMs <= 0) return 0.5;
  return Math.min(Math.max((now - execution.at) / execution.durationMs, 0), 0.99);
}

/** Whether the results are there: the job completed, and its own delay is over. */
export function resultsReadyAt(job: Job, now: number): boolean {
  if (job.execution === undefined || normalStatus(statusAt(job, now)) !== 'COMPLETED') return false;
  const { at, durationMs, outcome } = job.execution;
  return now >= at + (outcome.statuses === undefined ? durationMs : 0) + (outcome.resultsReadyAfterMs ?? 0);
}

/** The node the job failed at, if it ended without completing. */
export function failedNodeAt(job: Job, now: number): string | undefined {
  const { execution } = job;
  if (execution === undefined) return undefined;
  const status = statusAt(job, now);
  if (!isTerminal(status) || normalStatus(status) === 'COMPLETED') return undefined;
  const nodes = nodesOf(execution.schema.raw, execution.outcome.failedNode);
  if (execution.inputNodeRefusals.length > 0) return nodes.input;
  return execution.outcome.failedNode ?? nodes.working.at(-1) ?? nodes.output;
}

export function toJobRecord(job: Job, now: number): JobRecord {
  const { execution } = job;
  const status = statusAt(job, now);
  const failedNode = failedNodeAt(job, now);
  return {
    id: job.id,
    workflowId: job.workflowId,
    title: job.title,
    description: job.description,
    ...(job.workflowVersionNumber === undefined ? {} : { workflowVersionNumber: job.workflowVersionNumber }),
    ...(job.workflowVersionId === undefined ? {} : { workflowVersionId: job.workflowVersionId }),
    ...(execution?.callbackUrl === undefined ? {} : { callbackUrl: execution.callbackUrl }),
    state: execution === undefined ? 'initiated' : isTerminal(status) ? 'ended' : 'running',
    status,
    initiatedAt: job.initiatedAt,
    ...(execution === undefined ? {} : { executedAt: execution.at }),
    executeCount: job.executeCount,
    ...(execution?.payload === undefined ? {} : { payload: execution.payload }),
    ...(failedNode === undefined ? {} : { failedNode }),
    inputNodeRefusals: execution?.inputNodeRefusals ?? [],
    ...(execution?.typeDefinitionOnV1 === true ? { typeDefinitionOnV1: true } : {}),
  };
}
