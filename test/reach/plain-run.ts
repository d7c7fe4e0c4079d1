import type { Fault } from '@opus-codegen/local-operator';
import { readWorkflow } from '@opus-codegen/schema';
import { setStage, type StageOptions } from '../faults/stage.ts';
import { bundleSplit, type SplitProgram } from './bundle.ts';
import { webGlobals } from './web-globals.ts';

/** What a program carries that imports bindings; what stands on the global object keeps a bundler from dropping it. */
export const PROGRAM = `
  import { defineWorkflow } from '@opus-codegen/runtime/codegen-v1';
  import { createOpusClient } from '@opus-codegen/runtime';
  globalThis.opus = { defineWorkflow, createOpusClient };`;

const variable = (label: string, type: string, more: object = {}): object => ({
  id: label.toLowerCase(),
  display_name: label,
  type,
  is_nullable: false,
  tags: [],
  options: [],
  type_definition: {},
  ...more,
});

/** A workflow with a variable of each type of the contract that JSON has. */
export const PLAIN_WORKFLOW = {
  workflowId: 'Pl41nPl41nPl41nP',
  name: 'Plain',
  description: '',
  active: true,
  jobPayloadSchema: {
    w1: variable('Note', 'str'),
    w2: variable('Risk', 'str', { options: ['Low', 'High'] }),
    w3: variable('Pages', 'int', { is_nullable: true }),
    w4: variable('Amount', 'float'),
    w5: variable('Urgent', 'bool'),
    w6: variable('Due', 'date'),
    w7: variable('Lines', 'array', { type_definition: { type: 'object', type_definition: { sku: variable('Sku', 'str') } } }),
    w8: variable('Extra', 'object'),
  },
  jobResultsPayloadSchema: { o1: variable('Summary', 'str'), o2: variable('Total', 'float'), o3: variable('Report', 'file') },
} as const;

export const PLAIN_INPUT = {
  w1: 'As agreed.',
  w2: 'High',
  w4: 119.5,
  w5: true,
  w6: '2026-03-31',
  w7: [{ sku: 'A-1' }, { sku: 'B-2' }],
  w8: { source: 'mail', tags: ['x'] },
} as const;

const OUTCOME = { outputs: { Summary: 'One page.', Total: 119.5, Report: 'https://files.example/report.pdf' } } as const;

export interface RunInPieces {
  readonly program: SplitProgram;
  /** What the run came to: its outputs as JSON, or its error. */
  readonly came: string;
  /** The calls that the service received. */
  readonly calls: readonly string[];
}

export interface PiecesOptions extends StageOptions {
  readonly input?: unknown;
  /** What the program does with `workflow`, `input` and `client`. Default: a run. */
  readonly does?: string;
  /** The ends of modules' paths whose chunks cannot be loaded. */
  readonly missing?: readonly string[];
  /** What goes wrong at the service. */
  readonly faults?: readonly Fault[];
}

/** Runs the plain workflow over the local operator, in a bundle of several chunks and a world of web globals. */
export async function runInPieces({
  input = PLAIN_INPUT,
  does,
  missing,
  faults = [],
  outcome,
  ...stageOptions
}: PiecesOptions = {}): Promise<RunInPieces> {
  const read = readWorkflow(PLAIN_WORKFLOW);
  if (!read.ok) throw new Error('The plain workflow cannot be read.');
  const { inputs, outputs, generation } = read.workflow;
  const descriptor = { key: 'plain', workflowId: PLAIN_WORKFLOW.workflowId, generation, name: 'Plain', inputs, outputs };
  const program = await bundleSplit(`${PROGRAM}
    const { descriptor, input } = JSON.parse(globalThis.text);
    const [workflow, client] = [defineWorkflow(descriptor), createOpusClient(globalThis.settings)];
    (async () => { ${does ?? 'return (await workflow.run(input, { client })).outputs;'} })().then(
      (value) => globalThis.came(JSON.stringify(value)),
      (error) => globalThis.came(JSON.stringify(error)));`);
  await using stage = await setStage({ schema: PLAIN_WORKFLOW, outcome: { ...OUTCOME, ...outcome }, ...stageOptions });
  for (const fault of faults) stage.operator.fault(fault);
  const { baseUrl, serviceKey } = stage.operator;
  const came = await new Promise<string>((resolve) => {
    // As text, so that every object is one of that world.
    const given = JSON.stringify({ descriptor, input });
    program.start({ ...webGlobals(), settings: { baseUrl, serviceKey, clock: stage.clock }, came: resolve, text: given }, missing);
  });
  return { program, came, calls: stage.operator.requests.map(({ call }) => call) };
}
