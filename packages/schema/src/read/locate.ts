import type { SchemaGeneration } from '../model.ts';
import { field, isRecord, text, type JsonRecord } from './json.ts';

/** Where the maps of variables stand in one answer. */
export interface Located {
  /** Which form the service described the workflow in. */
  readonly generation: SchemaGeneration;
  /** The workflow itself, out of whatever was wrapped around it. */
  readonly workflow: JsonRecord;
  /** The inputs by wire name, raw. */
  readonly inputs: JsonRecord;
  /** The outputs by wire name, raw. Absent: the answer does not describe any. */
  readonly outputs: JsonRecord | undefined;
  /** The nodes that the answer does not name, and that were found by their type. */
  readonly guessed: readonly ('input' | 'output')[];
}

type Role = Located['guessed'][number];

const WRAPPERS = ['data', 'workflow'] as const;

/** Finds the inputs and outputs of either generation (operator-api.md §2), also one or two wrappers down. */
export function locate(body: unknown, wrappersLeft = 2): Located | undefined {
  if (!isRecord(body)) return undefined;
  const found = locateV1(body) ?? locateV2(body);
  if (found !== undefined || wrappersLeft === 0) return found;
  for (const wrapper of WRAPPERS) {
    const insideIt = locate(field(body, wrapper), wrappersLeft - 1);
    if (insideIt !== undefined) return insideIt;
  }
  return undefined;
}

function locateV1(body: JsonRecord): Located | undefined {
  const inputs = field(body, 'job_payload_schema');
  if (!isRecord(inputs)) return undefined;
  const outputs = field(body, 'job_results_payload_schema');
  return { generation: 'v1', workflow: body, inputs, outputs: isRecord(outputs) ? outputs : undefined, guessed: [] };
}

function locateV2(body: JsonRecord): Located | undefined {
  const nodes = nodesOf(field(body, 'nodes'));
  const guessed: Role[] = [];
  const schemaFor = (role: Role): JsonRecord | undefined => {
    const named = nodes.get(text(body, `workflow_${role}_node_id`) ?? '');
    if (named !== undefined) return schemaOf(named);
    const [only, ...others] = [...nodes.values()].filter((node) => field(node, 'type') === role);
    if (only === undefined || others.length > 0) return undefined;
    guessed.push(role);
    return schemaOf(only);
  };
  const inputs = schemaFor('input');
  return inputs && { generation: 'v2', workflow: body, inputs, outputs: schemaFor('output'), guessed };
}

/** By id: a map of nodes, or a list of them. */
function nodesOf(nodes: unknown): ReadonlyMap<string, JsonRecord> {
  const entries = Object.entries(nodes ?? {}).filter((entry): entry is [string, JsonRecord] => isRecord(entry[1]));
  return new Map(entries.map(([key, node]) => [Array.isArray(nodes) ? (text(node, 'id') ?? key) : key, node]));
}

/** `input_schema.schema` or `output_schema.schema`: the first that lists something. */
function schemaOf(node: JsonRecord): JsonRecord | undefined {
  const schemas = ['input_schema', 'output_schema'].map((key) => field(field(node, key), 'schema')).filter(isRecord);
  return schemas.find((schema) => Object.keys(schema).length > 0) ?? schemas[0];
}
