import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAudit } from './audit.ts';

describe('readAudit', () => {
  it('reads the contract’s trail (A1), and who in it failed', () => {
    const auditTrail = [
      { timestamp: '2026-07-01T10:00:00Z', actor: 'Input', action: 'Node completed' },
      { timestamp: '2026-07-01T10:00:01Z', actor: 'Extract', action: 'Node failed: no text found' },
      { timestamp: '2026-07-01T10:00:02Z', actor: 'system', action: 'Job failed' },
    ];
    const report = readAudit('7', { jobExecutionId: '7', auditTrail });
    expect(report.entries).toEqual(auditTrail);
    expect(report.failedNodes).toEqual([{ name: 'Extract', message: 'Node failed: no text found' }]);
    expect(report.progress).toBeUndefined();
  });

  const A2 = {
    nb_nodes: 5,
    nb_executed_nodes: 2,
    executed_nodes: ['Input', 'Extract'],
    running_node: 'Review',
    remaining_nodes_to_execute: ['Output'],
    failed_nodes: ['Extract'],
    nb_failed_nodes: 1,
    audit: {
      nodes_execution_data: {
        Input: { execution_status: 'COMPLETED', execution_time: 4 },
        Extract: { execution_status: 'FAILED', error_message: 'no text\nfound', file: 'BASE64' },
      },
    },
  };
  const A3 = {
    nbNodes: 5,
    nbExecutedNodes: 2,
    runningNode: { name: 'Review' },
    failedNodes: [{ nodeName: 'Extract' }],
    audit: { nodesExecutionData: { Extract: { executionStatus: 'failed', errorMessage: 'no text found' } } },
  };

  it.each([
    ['A2', A2, 'FAILED'],
    ['A3', A3, 'failed'],
  ])('reads node counts (%s), each failed node once', (_name, answer, status) => {
    const report = readAudit('7', answer);
    expect(report.progress).toEqual({ nodes: 5, executedNodes: 2, runningNode: 'Review' });
    expect(report.failedNodes).toEqual([{ name: 'Extract', status, message: 'no text found' }]);
    expect(report.raw).toBe(answer);
  });

  it('reads what there is when the audit itself is null', () => {
    expect(readAudit('7', { nb_nodes: 2, nb_executed_nodes: 0, failed_nodes: [], running_node: null, audit: null })).toMatchObject({
      failedNodes: [],
      progress: { nodes: 2, executedNodes: 0 },
    });
  });

  it('cuts what nodes say to one short line without control characters and signatures', () => {
    const message = `\u001b[2J${'x'.repeat(400)}`;
    const url = 'see https://b/x?X-Amz-Signature=abc';
    const { failedNodes } = readAudit('7', {
      failed_nodes: [
        { name: 'A\u202EB', message },
        { name: 'C', error: url },
      ],
    });
    expect(failedNodes[0]?.name).toBe('A B');
    expect(failedNodes[0]?.message).toBe(`[2J${'x'.repeat(297)}`);
    expect(failedNodes[1]?.message).toBe('see https://b/x?X-Amz-Signature=[redacted]');
  });

  it('never throws, on any JSON', () => {
    assert(property(jsonValue(), (answer) => void readAudit('7', answer)));
    expect(readAudit('7', undefined)).toEqual({ jobExecutionId: '7', entries: [], failedNodes: [], raw: undefined });
  });
});
