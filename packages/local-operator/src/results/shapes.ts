import { isRecord, own, recordOf, type JsonRecord } from '../json.ts';
import type { Outputs, ResultsShape } from '../jobs/outcome.ts';

export interface Results {
  readonly jobExecutionId: string;
  readonly status: string;
  readonly outputs: Outputs;
  readonly summary?: string;
  readonly outputFiles: readonly string[];
  /** The declared output's own JSON (R3) and what R2 tells of it, by wire name. */
  readonly declared: ReadonlyMap<string, DeclaredOutput>;
}

export interface DeclaredOutput {
  readonly type: string;
  readonly displayName: string;
  readonly definition: JsonRecord;
}

/** The body of `GET /job/{id}/results` in one of the shapes seen (operator-api.md §4). */
export function shapeResults(results: Results, shape: ResultsShape): unknown {
  const { jobExecutionId, status, outputs, summary, outputFiles } = results;
  const named = { jobExecutionId, status };
  switch (shape) {
    case 'R1':
      return {
        ...named,
        results: { ...(summary === undefined ? {} : { summary }), ...(outputFiles.length === 0 ? {} : { outputFiles }), data: outputs },
      };
    case 'R2':
      return { jobResultsPayloadSchema: instances(results) };
    case 'R3':
      return { ...named, jobResultsPayloadSchema: definitions(results) };
    case 'R4':
      return { ...named, results: { jobResultsPayloadSchema: instances(results) } };
    case 'R5':
      return {
        ...named,
        results: { ...(summary === undefined ? {} : { summary }), data: { jobResultsPayloadSchema: instances(results) } },
      };
    case 'R6':
      return Object.keys(outputs).map((wire) => recordOf([[wire, own(outputs, wire)]]));
    case 'R7':
      return { ...named, results: mapOutputs(outputs, (value) => ({ value })) };
    case 'R8':
      return { ...named, data: outputs };
    default:
      return shape satisfies never;
  }
}

const mapOutputs = (outputs: Outputs, map: (value: unknown, wire: string) => unknown): JsonRecord =>
  recordOf(Object.keys(outputs).map((wire) => [wire, map(own(outputs, wire), wire)]));

const instances = ({ outputs, declared }: Results): JsonRecord =>
  mapOutputs(outputs, (value, wire) => {
    const { type = 'str', displayName = wire } = declared.get(wire) ?? {};
    return { value, type, displayName };
  });

const definitions = ({ outputs, declared }: Results): JsonRecord =>
  mapOutputs(outputs, (value, wire) => ({ ...(declared.get(wire)?.definition ?? { variable_name: wire }), value }));

/** The raw output definitions of a schema of either generation, by wire name; empty when there are none. */
export function rawOutputs(raw: unknown): JsonRecord {
  const v1 = at(raw, 'jobResultsPayloadSchema');
  if (isRecord(v1)) return v1;
  const nodeId = at(raw, 'workflow_output_node_id') ?? at(raw, 'workflowOutputNodeId');
  if (typeof nodeId !== 'string') return {};
  const found = [
    ['input_schema', 'schema'],
    ['output_schema', 'schema'],
    ['inputSchema', 'schema'],
    ['outputSchema', 'schema'],
  ].map((keys) => at(raw, 'nodes', nodeId, ...keys));
  return found.find(isRecord) ?? {};
}

const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce<unknown>((inner, key) => (isRecord(inner) ? own(inner, key) : undefined), value);
