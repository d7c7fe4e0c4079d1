import { expect, test } from 'vitest';
import type { Execution, Job } from '../jobs/job.ts';
import { v2Schema } from '../testing/schemas.ts';
import { shapeAudit } from './shapes.ts';

const START = Date.UTC(2025, 10, 9, 10);

function job(outcome: Execution['outcome'], inputNodeRefusals: readonly string[] = []): Job {
  return {
    id: '2514',
    workflowId: 'w',
    title: 't',
    description: 'd',
    initiatedAt: START,
    executeCount: 1,
    statusCount: 0,
    execution: {
      at: START,
      outcome,
      durationMs: 4000,
      schema: { raw: v2Schema, text: '' },
      inputNodeRefusals,
      typeDefinitionOnV1: false,
    },
  };
}

test('A2 tells how far a running job is', () => {
  expect(shapeAudit(job({}), START + 2500, 'A2')).toEqual({
    nb_nodes: 4,
    nb_executed_nodes: 2,
    executed_nodes: ['Input', 'Extract Data'],
    running_node: 'Human Review',
    next_node_to_execute: 'Output',
    remaining_nodes_to_execute: ['Output'],
    failed_nodes: [],
    nb_failed_nodes: 0,
    audit: {
      nodes_execution_data: {
        Input: { execution_status: 'completed', execution_start_time: START, execution_time: 1000 },
        'Extract Data': { execution_status: 'completed', execution_start_time: START + 1000, execution_time: 1000 },
        'Human Review': { execution_status: 'running', execution_start_time: START + 2000, execution_time: 1000 },
      },
    },
  });
});

test('A2 of a completed job has nothing left', () => {
  expect(shapeAudit(job({}), START + 4000, 'A2')).toMatchObject({
    nb_executed_nodes: 4,
    executed_nodes: ['Input', 'Extract Data', 'Human Review', 'Output'],
    running_node: null,
    next_node_to_execute: null,
    remaining_nodes_to_execute: [],
  });
});

test('A3 is A2 in camelCase, node names untouched', () => {
  expect(shapeAudit(job({ status: 'FAILED', failedNode: 'Extract Data' }), START + 4000, 'A3')).toEqual({
    nbNodes: 4,
    nbExecutedNodes: 1,
    executedNodes: ['Input'],
    runningNode: null,
    nextNodeToExecute: 'Human Review',
    remainingNodesToExecute: ['Human Review', 'Output'],
    failedNodes: ['Extract Data'],
    nbFailedNodes: 1,
    audit: {
      nodesExecutionData: {
        Input: { executionStatus: 'completed', executionStartTime: START, executionTime: 1000 },
        'Extract Data': { executionStatus: 'failed', executionStartTime: START + 1000, executionTime: 1000 },
      },
    },
  });
});

test('null keeps the counts and has no trail', () => {
  expect(shapeAudit(job({ status: 'FAILED' }), START + 4000, 'null')).toMatchObject({ failed_nodes: ['Human Review'], audit: null });
});

test('a job refused by its input node failed there', () => {
  expect(shapeAudit(job({}, ['because']), START, 'A2')).toMatchObject({
    failed_nodes: ['Input'],
    nb_executed_nodes: 0,
    running_node: null,
  });
});

test('before execute there is only a beginning', () => {
  const { execution: _, ...initiated } = job({});

  expect(shapeAudit(initiated, START, 'A1')).toEqual({
    jobExecutionId: '2514',
    auditTrail: [{ timestamp: '2025-11-09T10:00:00.000Z', actor: 'api', action: 'Job initiated' }],
  });
  expect(shapeAudit(initiated, START, 'A2')).toMatchObject({ nb_nodes: 0, audit: { nodes_execution_data: {} } });
});

test('a cancelled job says so', () => {
  expect(shapeAudit(job({ status: 'timed_out' }), START + 4000, 'A1')).toMatchObject({
    auditTrail: expect.arrayContaining([{ timestamp: '2025-11-09T10:00:04.000Z', actor: 'system', action: 'Job timed out' }]),
  });
});
