import { isFields, type Fields } from '../answer-fields.ts';
import { oneLine } from '../one-line.ts';
import { redact } from '../transport/redact.ts';

/** A node that failed, as the audit names it. */
export interface FailedNode {
  readonly name: string;
  /** The node's own status, where the audit tells. */
  readonly status?: string;
  /** The beginning of the node's own message, where the audit tells. */
  readonly message?: string;
}

/** What the audit of a job says, whichever shape it came in (operator-api.md §4, A1 to A3). */
export interface AuditReport {
  readonly jobExecutionId: string;
  /** The contract's trail (A1). Empty where the service sends node counts instead. */
  readonly entries: readonly AuditEntry[];
  readonly failedNodes: readonly FailedNode[];
  /** Present where the service tells (A2, A3). */
  readonly progress?: NodeProgress;
  /** The answer as it came. May hold files and personal data, hundreds of kB: do not log it whole. */
  readonly raw: unknown;
}

export interface AuditEntry {
  readonly timestamp: string;
  readonly actor: string;
  readonly action: string;
}

export interface NodeProgress {
  readonly nodes: number;
  readonly executedNodes: number;
  readonly runningNode?: string;
}

const MAX_NODES = 100;
const FAILED = /fail|error|abort|timed?[_ -]?out/i;

/** Reads any of the shapes. Pure; never throws on any JSON, and an unknown shape is a report that says nothing. */
export function readAudit(jobExecutionId: string, answer: unknown): AuditReport {
  const fields = isFields(answer) ? answer : {};
  const entries = listOf(fields['auditTrail'] ?? fields['audit_trail']).flatMap(entryOf);
  const progress = progressOf(fields);
  const nodes = new Map<string, FailedNode>();
  for (const node of [...failedList(fields), ...failedData(fields), ...failedEntries(entries)].slice(0, MAX_NODES)) {
    nodes.set(node.name, { ...nodes.get(node.name), ...node });
  }
  return { jobExecutionId, entries, failedNodes: [...nodes.values()], ...(progress === undefined ? {} : { progress }), raw: answer };
}

function entryOf(entry: unknown): AuditEntry[] {
  if (!isFields(entry)) return [];
  const { timestamp, actor, action } = entry;
  return [{ timestamp: line(timestamp), actor: line(actor), action: line(action) }];
}

function progressOf(fields: Fields): NodeProgress | undefined {
  const nodes = fields['nb_nodes'] ?? fields['nbNodes'];
  const executed = fields['nb_executed_nodes'] ?? fields['nbExecutedNodes'];
  if (typeof nodes !== 'number' || typeof executed !== 'number') return undefined;
  const runningNode = nameOf(fields['running_node'] ?? fields['runningNode']);
  return { nodes, executedNodes: executed, ...(runningNode === '' ? {} : { runningNode }) };
}

function failedList(fields: Fields): FailedNode[] {
  return listOf(fields['failed_nodes'] ?? fields['failedNodes']).flatMap((node) => {
    const name = nameOf(node);
    return name === '' ? [] : [{ name, ...tellingParts(node) }];
  });
}

function failedData(fields: Fields): FailedNode[] {
  const { audit } = fields;
  const data = isFields(audit) ? (audit['nodes_execution_data'] ?? audit['nodesExecutionData']) : undefined;
  if (!isFields(data)) return [];
  return Object.entries(data).flatMap(([name, node]) => {
    const parts = tellingParts(node);
    return FAILED.test(parts.status ?? '') ? [{ name: line(name), ...parts }] : [];
  });
}

/** The contract's trail names no nodes: an actor whose action says that it failed. That the whole job did is known already. */
function failedEntries(entries: readonly AuditEntry[]): FailedNode[] {
  const failed = entries.filter(({ actor, action }) => actor !== '' && FAILED.test(action) && !/^job\b/i.test(action));
  return failed.map(({ actor, action }) => ({ name: actor, message: action }));
}

function tellingParts(node: unknown): Pick<FailedNode, 'status' | 'message'> {
  if (!isFields(node)) return {};
  const status = line(node['execution_status'] ?? node['executionStatus'] ?? node['status']);
  const message = line(node['error_message'] ?? node['errorMessage'] ?? node['error'] ?? node['message']);
  return { ...(status === '' ? {} : { status }), ...(message === '' ? {} : { message }) };
}

function nameOf(node: unknown): string {
  if (!isFields(node)) return line(node);
  return line(node['name'] ?? node['node_name'] ?? node['nodeName'] ?? node['label'] ?? node['id']);
}

/** Text of the canvas or of a node, as one short line: it goes into messages and terminals. */
function line(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  return oneLine(redact(String(value).slice(0, 10_000), []));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 10_000) : [];
}
