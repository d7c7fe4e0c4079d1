import type { SchemaGeneration } from '../model.ts';
import { field, isRecord, text, type JsonRecord } from './json.ts';
import type { Reading } from './reading.ts';

/** Where the maps of variables stand in one answer. */
export interface Located {
  readonly generation: SchemaGeneration;
  /** The workflow itself, out of whatever was wrapped around it. */
  readonly workflow: JsonRecord;
  readonly inputs: JsonRecord;
  readonly outputs: JsonRecord | undefined;
}

const WRAPPERS = ['data', 'workflow'] as const;

/** Finds the inputs and outputs of either generation (operator-api.md §2), also one or two wrappers down. */
export function locate(body: JsonRecord, reading: Reading, wrappersLeft = 2): Located | undefined {
  const found = locateV1(body) ?? locateV2(body, reading);
  if (found !== undefined || wrappersLeft === 0) return found;
  for (const wrapper of WRAPPERS) {
    const inner = field(body, wrapper);
    const insideIt = isRecord(inner) ? locate(inner, reading, wrappersLeft - 1) : undefined;
    if (insideIt !== undefined) return insideIt;
  }
  return undefined;
}

function locateV1(body: JsonRecord): Located | undefined {
  const inputs = field(body, 'job_payload_schema');
  if (!isRecord(inputs)) return undefined;
  const outputs = field(body, 'job_results_payload_schema');
  return { generation: 'v1', workflow: body, inputs, outputs: isRecord(outputs) ? outputs : undefined };
}

function locateV2(body: JsonRecord, reading: Reading): Located | undefined {
  const nodes = nodesOf(field(body, 'nodes'));
  if (nodes === undefined) return undefined;
  const inputs = schemaOf(findNode(body, nodes, 'input', reading));
  if (inputs === undefined) return undefined;
  return { generation: 'v2', workflow: body, inputs, outputs: schemaOf(findNode(body, nodes, 'output', reading)) };
}

function nodesOf(nodes: unknown): ReadonlyMap<string, JsonRecord> | undefined {
  if (typeof nodes !== 'object' || nodes === null) return undefined;
  const byId = new Map<string, JsonRecord>();
  for (const [key, node] of Object.entries(nodes)) {
    if (!isRecord(node)) continue;
    byId.set(Array.isArray(nodes) ? (text(node, 'id') ?? key) : key, node);
  }
  return byId;
}

function findNode(
  body: JsonRecord,
  nodes: ReadonlyMap<string, JsonRecord>,
  role: 'input' | 'output',
  reading: Reading,
): JsonRecord | undefined {
  const named = nodes.get(text(body, `workflow_${role}_node_id`) ?? '');
  if (named !== undefined) return named;
  const ofType = [...nodes.values()].filter((node) => field(node, 'type') === role);
  const [only] = ofType;
  if (only === undefined || ofType.length > 1) return undefined;
  reading.note('node-guessed', `${role}s`, `The answer does not name its ${role} node; the only node of that type is used.`);
  return only;
}

/** `input_schema.schema` or `output_schema.schema`: the first that lists something. */
function schemaOf(node: JsonRecord | undefined): JsonRecord | undefined {
  if (node === undefined) return undefined;
  const schemas = ['input_schema', 'output_schema'].flatMap((key) => {
    const holder = field(node, key);
    const schema = isRecord(holder) ? field(holder, 'schema') : undefined;
    return isRecord(schema) ? [schema] : [];
  });
  return schemas.find((schema) => Object.keys(schema).length > 0) ?? schemas[0];
}
