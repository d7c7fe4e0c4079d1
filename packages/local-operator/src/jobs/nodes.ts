import { isRecord, own } from '../json.ts';

/** The steps of a workflow, by the names an audit calls them. */
export interface WorkflowNodes {
  readonly input: string;
  /** At least one. */
  readonly working: readonly string[];
  readonly output: string;
}

const PLAIN: WorkflowNodes = { input: 'Input', working: ['Process'], output: 'Output' };

/** The nodes of a graph, in its own order; of a workflow that tells none, three made-up ones. `extra` joins the working ones when it is new. */
export function nodesOf(raw: unknown, extra?: string): WorkflowNodes {
  const nodes = graphNodes(raw) ?? PLAIN;
  const known = extra === undefined || [nodes.input, nodes.output, ...nodes.working].includes(extra);
  return known ? nodes : { ...nodes, working: [...nodes.working, extra] };
}

function graphNodes(raw: unknown): WorkflowNodes | undefined {
  if (!isRecord(raw)) return undefined;
  const nodes = own(raw, 'nodes');
  if (!isRecord(nodes)) return undefined;
  const inputId = own(raw, 'workflow_input_node_id') ?? own(raw, 'workflowInputNodeId');
  const outputId = own(raw, 'workflow_output_node_id') ?? own(raw, 'workflowOutputNodeId');
  const name = (id: unknown, fallback: string): string => {
    const node = typeof id === 'string' ? own(nodes, id) : undefined;
    const given = isRecord(node) ? own(node, 'name') : undefined;
    return typeof given === 'string' && given !== '' ? given : fallback;
  };
  const working = Object.keys(nodes)
    .filter((id) => id !== inputId && id !== outputId)
    .map((id) => name(id, id));
  return {
    input: name(inputId, PLAIN.input),
    working: working.length === 0 ? PLAIN.working : working,
    output: name(outputId, PLAIN.output),
  };
}
