import type { AuditEntry, AuditResponse } from '@opus-codegen/operator-api';
import type { Job } from '../jobs/job.ts';
import type { AuditShape } from '../jobs/outcome.ts';
import { recordOf, type JsonRecord } from '../json.ts';
import { trailOf, type Trail, type TrailNode } from './trail.ts';

/** The body of `GET /job/{id}/audit` in one of the shapes seen (operator-api.md §4). */
export function shapeAudit(job: Job, now: number, shape: AuditShape): unknown {
  const trail = trailOf(job, now);
  switch (shape) {
    case 'A1':
      return { jobExecutionId: job.id, auditTrail: entries(job, trail, now) } satisfies AuditResponse;
    case 'A2':
      return snakeCase(trail);
    case 'A3':
      return camelCase(trail);
    case 'null':
      return { ...snakeCase(trail), audit: null };
    default:
      return shape satisfies never;
  }
}

const entry = (at: number, actor: string, action: string): AuditEntry => ({ timestamp: new Date(at).toISOString(), actor, action });

function entries(job: Job, { done, running, failed, executedAt, ending }: Trail, now: number): readonly AuditEntry[] {
  return [
    entry(job.initiatedAt, 'api', 'Job initiated'),
    ...(executedAt === undefined ? [] : [entry(executedAt, 'api', 'Job execution started')]),
    ...done.map((node) => entry(node.startedAt, node.name, 'Node completed')),
    ...(running === undefined ? [] : [entry(running.startedAt, running.name, 'Node started')]),
    ...(failed === undefined
      ? []
      : [entry(failed.startedAt, failed.name, failed.message === undefined ? 'Node failed' : `Node failed: ${failed.message}`)]),
    ...(ending === undefined ? [] : [entry(now, 'system', `Job ${ending.replaceAll('_', ' ')}`)]),
  ];
}

function snakeCase(trail: Trail): JsonRecord {
  return {
    nb_nodes: trail.nodes.length,
    nb_executed_nodes: trail.done.length,
    executed_nodes: trail.done.map((node) => node.name),
    running_node: trail.running?.name ?? null,
    next_node_to_execute: trail.remaining[0] ?? null,
    remaining_nodes_to_execute: trail.remaining,
    failed_nodes: trail.failed === undefined ? [] : [trail.failed.name],
    nb_failed_nodes: trail.failed === undefined ? 0 : 1,
    audit: {
      nodes_execution_data: byNode(trail, (node, status, message) => ({
        execution_status: status,
        execution_start_time: node.startedAt,
        execution_time: node.durationMs,
        ...(message === undefined ? {} : { error_message: message }),
      })),
    },
  };
}

function camelCase(trail: Trail): JsonRecord {
  return {
    nbNodes: trail.nodes.length,
    nbExecutedNodes: trail.done.length,
    executedNodes: trail.done.map((node) => node.name),
    runningNode: trail.running?.name ?? null,
    nextNodeToExecute: trail.remaining[0] ?? null,
    remainingNodesToExecute: trail.remaining,
    failedNodes: trail.failed === undefined ? [] : [trail.failed.name],
    nbFailedNodes: trail.failed === undefined ? 0 : 1,
    audit: {
      nodesExecutionData: byNode(trail, (node, status, message) => ({
        executionStatus: status,
        executionStartTime: node.startedAt,
        executionTime: node.durationMs,
        ...(message === undefined ? {} : { errorMessage: message }),
      })),
    },
  };
}

function byNode({ done, running, failed }: Trail, tell: (node: TrailNode, status: string, message?: string) => JsonRecord): JsonRecord {
  return recordOf([
    ...done.map((node) => [node.name, tell(node, 'completed')] as const),
    ...(running === undefined ? [] : [[running.name, tell(running, 'running')] as const]),
    ...(failed === undefined ? [] : [[failed.name, tell(failed, 'failed', failed.message)] as const]),
  ]);
}
