import type { Variable } from '@opus-codegen/schema';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { AbortedError, ApiError, SchemaDriftError, type SchemaChange } from '../errors/index.ts';
import { uploaded } from '../files/source.ts';
import { encodeInputs } from '../input/encode.ts';
import { validateInput } from '../input/validate.ts';
import type { CallContext, OperatorCalls, VersionPin } from '../operator/calls.ts';
import type { WorkflowDescriptor } from '../workflow/descriptor.ts';
import type { DriftMode } from '../workflow/options.ts';
import { createGuard, type Guard, type GuardVerdict } from './guard.ts';

interface WireVariable {
  readonly id?: string;
  readonly display_name?: string;
  readonly type: string;
  readonly is_nullable?: boolean;
  readonly options?: readonly string[];
  readonly type_definition?: unknown;
}

/** A v1 answer of `GET /workflow/{id}`. */
function answer(
  inputs: Readonly<Record<string, WireVariable>>,
  outputs: Readonly<Record<string, WireVariable>> = { w9: { type: 'str' } },
): unknown {
  return { name: 'Invoice', jobPayloadSchema: inputs, jobResultsPayloadSchema: outputs };
}

const asGenerated = {
  w1: { id: 'i1', display_name: 'PO Number', type: 'str' },
  w2: { id: 'i2', display_name: 'Risk', type: 'str', is_nullable: true, options: ['Low', 'High'] },
  w3: { id: 'i3', display_name: 'Pages', type: 'int', is_nullable: true },
} as const;

const invoice: WorkflowDescriptor = {
  key: 'invoice',
  workflowId: 'B9uGJfZ3CFwOdMKH',
  generation: 'v1',
  name: 'Invoice',
  inputs: [
    { name: 'poNumber', wire: 'w1', id: 'i1', displayName: 'PO Number', type: 'str' },
    { name: 'risk', wire: 'w2', id: 'i2', displayName: 'Risk', type: 'str', nullable: true, options: ['Low', 'High'] },
    { name: 'pages', wire: 'w3', id: 'i3', displayName: 'Pages', type: 'int', nullable: true },
  ],
  outputs: [{ name: 'summary', wire: 'w9', type: 'str' }],
};

interface Setup {
  readonly guard: Guard;
  readonly asked: { readonly workflowId: string; readonly pin?: VersionPin | undefined; readonly context: CallContext }[];
  advance(ms: number): void;
  /** What the service answers from now on: a body, or what it fails with. */
  serve(body: unknown): void;
}

function setUp(body: unknown): Setup {
  const asked: Setup['asked'] = [];
  let now = 1_000_000;
  let current = body;
  const clock: Clock = { now: () => now, random: () => 0.5, setTimer: () => () => {} };
  const calls = {
    getWorkflow: async (request: { workflowId: string; pin?: VersionPin | undefined }, context: CallContext) => {
      asked.push({ ...request, context });
      await Promise.resolve();
      if (current instanceof Error) throw current;
      return current;
    },
  } as unknown as OperatorCalls; // the guard makes this one call
  return { guard: createGuard({ calls, clock }), asked, advance: (ms) => (now += ms), serve: (next) => (current = next) };
}

interface Check {
  readonly mode?: DriftMode;
  readonly maxAgeMs?: number;
  readonly descriptor?: WorkflowDescriptor;
  readonly context?: CallContext;
}

function check(
  guard: Guard,
  input: unknown,
  { mode = 'adapt', maxAgeMs = 15_000, descriptor = invoice, context = {} }: Check = {},
): Promise<GuardVerdict> {
  return guard.check({ descriptor, input, mode, maxAgeMs, context });
}

async function refusal(attempt: Promise<unknown>): Promise<SchemaDriftError> {
  const error = await attempt.then(
    () => new Error('was let pass'),
    (reason: unknown) => reason,
  );
  if (error instanceof SchemaDriftError) return error;
  throw error;
}

const named = { name: 'v', wire: 'w1' } as const;
const dueFields: readonly Variable[] = [{ name: 'dueDay', wire: 'due', type: 'date', nullable: true }];

const rules = (changes: readonly SchemaChange[]): readonly string[] => changes.map(({ rule, place }) => `${rule} ${place}`);

describe('an unchanged workflow', () => {
  test('lets the run go, sent by what is live', async () => {
    const { guard } = setUp(answer(asGenerated));
    const verdict = await check(guard, { poNumber: 'PO-1' });
    expect(verdict).toMatchObject({ variables: invoice.inputs, outputs: invoice.outputs, generation: 'v1', changes: [] });
  });

  test('with other labels, another order and other descriptions is unchanged, and its new labels are sent', async () => {
    const { w1, w2, w3 } = asGenerated;
    const { guard } = setUp(answer({ w3, w2, w1: { ...w1, display_name: 'Order Number' } }));
    const { changes, variables } = await check(guard, { poNumber: 'PO-1' }, { mode: 'strict' });
    expect(changes).toEqual([]);
    expect(variables.map(({ name, displayName }) => [name, displayName])).toEqual([
      ['pages', 'Pages'],
      ['risk', 'Risk'],
      ['poNumber', 'Order Number'],
    ]);
  });

  test('echoes another spelling of the same type', async () => {
    const { guard } = setUp(answer({ ...asGenerated, w1: { ...asGenerated.w1, type: 'string' } }));
    const { variables } = await check(guard, { poNumber: 'PO-1' });
    expect(variables[0]).toMatchObject({ type: 'str', declared: 'string', name: 'poNumber' });
  });
});

describe('a changed workflow that still takes these values', () => {
  test('regenerated wire names are sent instead, under the names of the code', async () => {
    const { w1, w2, w3 } = asGenerated;
    const { guard } = setUp(answer({ x1: w1, x2: { ...w2, id: 'other' }, w3 }));
    const { variables, changes } = await check(guard, { poNumber: 'PO-1', risk: 'Low' });
    expect(variables.map(({ name, wire }) => [name, wire])).toEqual([
      ['poNumber', 'x1'],
      ['risk', 'x2'],
      ['pages', 'w3'],
    ]);
    expect(rules(changes)).toEqual(['variable-moved invoice.inputs.poNumber', 'variable-moved invoice.inputs.risk']);
  });

  test('a new optional input, wider types and options are no obstacle', async () => {
    const { w1, w2, w3 } = asGenerated;
    const { guard } = setUp(
      answer({
        w1,
        w2: { ...w2, options: ['Low', 'Medium', 'High'] },
        w3: { ...w3, type: 'float' },
        w4: { type: 'bool', is_nullable: true },
      }),
    );
    const { variables, changes } = await check(guard, { poNumber: 'PO-1', risk: 'High', pages: 3 });
    expect(variables.map(({ name, type }) => [name, type])).toEqual([
      ['poNumber', 'str'],
      ['risk', 'str'],
      ['pages', 'float'],
      ['w4', 'bool'],
    ]);
    expect(changes.map(({ rule, level }) => [rule, level])).toEqual([
      ['options-widened', 'info'],
      ['type-widened', 'info'],
      ['variable-added-optional', 'info'],
    ]);
  });

  test('a breaking change elsewhere does not concern a caller who sends nothing there', async () => {
    const { w1, w3 } = asGenerated;
    const { guard } = setUp(answer({ w1, w3: { ...w3, type: 'bool' } }));
    const { changes } = await check(guard, { poNumber: 'PO-1' });
    expect(rules(changes)).toEqual(['type-changed invoice.inputs.pages', 'variable-removed invoice.inputs.risk']);
  });

  test('names inside objects stay those of the code, at any depth', async () => {
    const field = { id: 'f1', display_name: 'Stock Keeping Unit' };
    const descriptor: WorkflowDescriptor = {
      ...invoice,
      inputs: [
        {
          name: 'lines',
          wire: 'w1',
          type: 'array',
          element: { type: 'object', fields: [{ name: 'sku', wire: 'sku', id: 'f1', displayName: 'Stock Keeping Unit', type: 'str' }] },
        },
      ],
    };
    const element = { type: 'object', type_definition: { SKU2: { ...field, type: 'str' }, note: { type: 'str', is_nullable: true } } };
    const { guard } = setUp(answer({ w1: { type: 'array', type_definition: element } }));
    const { variables } = await check(guard, { lines: [{ sku: 'A' }] }, { descriptor });
    const [lines] = variables;
    const fields = lines?.type === 'array' && lines.element?.type === 'object' ? lines.element.fields : [];
    expect(fields?.map(({ name, wire }) => [name, wire])).toEqual([
      ['sku', 'SKU2'],
      ['note', 'note'],
    ]);
  });

  test('a new input named as the code names another one does not get its value', async () => {
    const { w1, w2, w3 } = asGenerated;
    const { guard } = setUp(answer({ w1, w2, w3, poNumber: { type: 'str', is_nullable: true } }));
    const { variables } = await check(guard, { poNumber: 'PO-1' });
    expect(variables.map(({ name, wire }) => [name, wire])).toContainEqual(['poNumber', 'w1']);
    expect(variables.map(({ name, wire }) => [name, wire])).toContainEqual(['poNumber_', 'poNumber']);
  });

  test.each<[string, Variable, WireVariable, unknown, unknown]>([
    ['a day', { ...named, type: 'date', format: '%d/%m/%Y' }, { type: 'str' }, new Date('2025-11-09'), '09/11/2025'],
    ['JSON', { ...named, type: 'json_string' }, { type: 'string' }, { a: 1 }, '{"a":1}'],
    ['plain text', { ...named, type: 'json_string' }, { type: 'str' }, '"a"', '"a"'],
    ['files', { ...named, type: 'array_files' }, { type: 'array' }, [uploaded('https://x.test/a.pdf')], ['https://x.test/a.pdf']],
    [
      'fields',
      { ...named, type: 'object', fields: dueFields },
      { type: 'object' },
      { dueDay: new Date('2025-11-09') },
      { due: '2025-11-09' },
    ],
    [
      'elements',
      { ...named, type: 'array', element: { type: 'object', fields: dueFields } },
      { type: 'array' },
      [{ dueDay: null }],
      [{ due: null }],
    ],
    [
      'fields of a type unknown here',
      { ...named, type: 'object', fields: dueFields },
      { type: 'node' },
      { dueDay: '2025-11-09' },
      { due: '2025-11-09' },
    ],
  ])('where it says less than before, %s is written as the code knows it, under the live type', async (_what, known, live, value, sent) => {
    const descriptor = { ...invoice, inputs: [known] };
    const input = { v: value };
    expect(validateInput(descriptor.inputs, input)).toEqual([]);
    const { guard } = setUp(answer({ w1: live }));
    const { variables } = await check(guard, input, { descriptor });
    expect(validateInput(variables, input)).toEqual([]);
    expect(encodeInputs({ variables, generation: 'v1', input, uploaded: new Map() })).toEqual({
      w1: { value: sent, type: live.type, displayName: 'w1' },
    });
  });

  test('outputs are read under their new wire names, as the types the code knows', async () => {
    const { guard } = setUp(answer(asGenerated, { o1: { id: 'o', display_name: 'Total', type: 'str' } }));
    const descriptor: WorkflowDescriptor = {
      ...invoice,
      outputs: [{ name: 'total', wire: 'w9', id: 'o', displayName: 'Sum', type: 'str' }],
    };
    const { outputs, changes } = await check(guard, { poNumber: 'PO-1' }, { descriptor });
    expect(outputs).toEqual([{ name: 'total', wire: 'o1', id: 'o', displayName: 'Total', type: 'str' }]);
    expect(rules(changes)).toEqual(['label-changed invoice.outputs.total', 'variable-moved invoice.outputs.total']);
  });
});

describe('a changed workflow that does not take these values', () => {
  test.each<[string, Readonly<Record<string, WireVariable>>, unknown, string]>([
    ['a new required input', { ...asGenerated, w4: { type: 'bool' } }, { poNumber: 'PO-1' }, 'w4: expected true or false, got nothing.'],
    ['a removed input that was sent', { w1: asGenerated.w1 }, { poNumber: 'PO-1', pages: 1 }, 'pages: this workflow has no such input.'],
    [
      'an option that is gone',
      { ...asGenerated, w2: { ...asGenerated.w2, options: ['Low'] } },
      { poNumber: 'PO-1', risk: 'High' },
      'risk: expected one of "Low", got "High".',
    ],
    [
      'text that became a file',
      { ...asGenerated, w1: { ...asGenerated.w1, type: 'file' } },
      { poNumber: 'PO-1' },
      'got a string (a path is passed as file(path)).',
    ],
    [
      'an input that may no longer be null',
      { ...asGenerated, w3: { ...asGenerated.w3, is_nullable: false } },
      { poNumber: 'PO-1' },
      'pages: expected a whole number, got nothing.',
    ],
  ])('%s is refused, with the values in question and the command to run', async (_what, live, input, words) => {
    const { guard } = setUp(answer(live));
    const error = await refusal(check(guard, input));
    expect(error).toMatchObject({ code: 'SCHEMA_DRIFT', phase: 'schema', workflowId: 'B9uGJfZ3CFwOdMKH', retryable: false });
    expect(error.message).toContain(words);
    expect(error.hint).toBe('Run `opus-codegen generate`, then follow the compiler through the calls of invoice.');
    expect(error.changes.some(({ level }) => level !== 'info')).toBe(true);
  });

  test('each change says in words what it was and what it is', async () => {
    const { guard } = setUp(answer({ ...asGenerated, w1: { ...asGenerated.w1, type: 'int' } }));
    expect((await refusal(check(guard, { poNumber: 'PO-1' }))).changes).toEqual([
      {
        rule: 'type-changed',
        level: 'breaking',
        place: 'invoice.inputs.poNumber',
        message: 'The input "PO Number" changed its type: text became whole number.',
        hint: 'Regenerate, and change the code that sends it.',
      },
    ]);
  });

  test('the message reads as it is printed: these values, what changed, what to do', async () => {
    const { w1, w2 } = asGenerated;
    const { guard } = setUp(answer({ x1: w1, w2: { ...w2, options: ['Low'] }, w4: { display_name: 'Cost Centre', type: 'str' } }));
    const { message, changes } = await refusal(check(guard, { poNumber: 'PO-1', risk: 'High' }));
    expect(message).toBe(`The workflow of invoice no longer takes these values:
  risk: expected one of "Low", got "High".
  costCentre: expected a string, got nothing.
What changed since this code was generated:
  breaking  invoice.inputs.risk  The input "Risk" lost options: "High".
  breaking  invoice.inputs.pages  The input "Pages" (whole number) is gone.
  breaking  invoice.inputs.costCentre  The input "Cost Centre" (text) is new and required; callers do not send it.
  warning  invoice.inputs.poNumber  The input "PO Number" has a new name on the wire: w1 is now x1.
Run \`opus-codegen generate\`, then follow the compiler through the calls of invoice.`);
    expect(changes).toHaveLength(4);
  });

  test('what is new stands under the name it would get, or under its label', async () => {
    const fields = { q: { display_name: 'Net Weight', type: 'float' }, r: { display_name: '数量', type: 'int' } };
    const { guard } = setUp(
      answer({
        ...asGenerated,
        w4: { display_name: 'Cost Centre', type: 'str' },
        w5: { display_name: 'Betrag in €', type: 'float' },
        w6: { display_name: 'PO Number', type: 'bool' },
        w7: { display_name: 'Lines', type: 'array', type_definition: { type: 'object', type_definition: fields } },
      }),
    );
    const { changes, message } = await refusal(check(guard, { poNumber: 'PO-1' }));
    expect(changes.map(({ place }) => place)).toEqual([
      'invoice.inputs.costCentre',
      'invoice.inputs["Betrag in €"]',
      'invoice.inputs["PO Number"]',
      'invoice.inputs.lines',
    ]);
    expect(changes.at(-1)?.message).toBe(
      'The input "Lines" (list of objects { netWeight, 数量 }) is new and required; callers do not send it.',
    );
    expect(message).toContain('\n  ["PO Number"]: expected true or false, got nothing.\n');
  });

  test('two candidates for one lost input are no certain pairing', async () => {
    const { w1, w2, w3 } = asGenerated;
    const { guard } = setUp(answer({ x1: { ...w1, id: 'n1' }, x2: { ...w1, id: 'n2' }, w2, w3 }));
    expect((await refusal(check(guard, { poNumber: 'PO-1' }))).message).toContain('poNumber: this workflow has no such input.');
  });

  test('labels that changed places are refused although every type agrees', async () => {
    const { w2, w3 } = asGenerated;
    const swapped = { w1: { ...asGenerated.w1, display_name: 'Buyer' }, w2, w3, w4: { id: 'i4', display_name: 'PO Number', type: 'str' } };
    const buyer = { name: 'buyer', wire: 'w4', id: 'i4', displayName: 'Buyer', type: 'str' } as const;
    const { guard } = setUp(answer(swapped));
    const descriptor = { ...invoice, inputs: [...invoice.inputs, buyer] };
    const error = await refusal(check(guard, { poNumber: 'PO-1', buyer: 'ACME' }, { descriptor }));
    expect(error.message).toContain('labels changed places');
    expect(rules(error.changes)).toContain('labels-crossed invoice.inputs.poNumber');
    expect(error.hint).toContain('Look in the canvas at what they mean now');
  });

  test('names from the canvas cannot play with a terminal', async () => {
    const hostile = { display_name: '\u001B[31m\u202Egpj\nOK', type: 'date', type_definition: '\u001B[2J%Y' };
    const { guard } = setUp(
      answer({ ...asGenerated, w2: { ...asGenerated.w2, options: ['\u001B[31m', '\u202Egpj'] }, '\u001B[31m': hostile }),
    );
    const { message, changes } = await refusal(check(guard, { poNumber: 'PO-1', risk: 'Low' }));
    const told = [message, ...changes.flatMap((change) => Object.values(change))].join();
    expect(['\u001B', '\u202E', 'j\nO'].filter((text) => told.includes(text))).toEqual([]);
  });
});

describe('modes', () => {
  const moved = answer({ x1: asGenerated.w1, w2: asGenerated.w2, w3: asGenerated.w3 });

  test("'strict' refuses any breaking change and any warning, whatever the values", async () => {
    const { guard, serve } = setUp(moved);
    expect((await refusal(check(guard, { poNumber: 'PO-1' }, { mode: 'strict' }))).message).toContain("drift is 'strict'");
    serve(answer({ ...asGenerated, w4: { type: 'bool', is_nullable: true } }));
    expect((await check(guard, { poNumber: 'PO-1' }, { mode: 'strict', maxAgeMs: 0 })).changes).toHaveLength(1);
  });

  test("'off' asks nobody and believes the code", async () => {
    const { guard, asked } = setUp(moved);
    expect(await check(guard, { poNumber: 'PO-1' }, { mode: 'off' })).toEqual({
      variables: invoice.inputs,
      outputs: invoice.outputs,
      generation: 'v1',
      changes: [],
    });
    expect(asked).toEqual([]);
  });
});

describe('asking', () => {
  test('is done once for all who ask at about the same time, and for 15 s counted from the asking', async () => {
    const { guard, asked, advance } = setUp(answer(asGenerated));
    await Promise.all([check(guard, { poNumber: '1' }), check(guard, { poNumber: '2' }), check(guard, { poNumber: '3' })]);
    advance(14_999);
    await check(guard, { poNumber: '4' });
    expect(asked).toHaveLength(1);
    advance(1);
    await check(guard, { poNumber: '5' });
    expect(asked).toHaveLength(2);
  });

  test('is done for every run when the age is 0, also when another is under way', async () => {
    const { guard, asked } = setUp(answer(asGenerated));
    await Promise.all([check(guard, { poNumber: '1' }, { maxAgeMs: 0 }), check(guard, { poNumber: '2' }, { maxAgeMs: 0 })]);
    expect(asked).toHaveLength(2);
  });

  test('for a pinned version is done once a process', async () => {
    const { guard, asked, advance } = setUp(answer(asGenerated));
    const pinned: WorkflowDescriptor = { ...invoice, pin: { version: 3 } };
    await check(guard, { poNumber: '1' }, { descriptor: pinned, maxAgeMs: 0 });
    advance(1_000_000);
    await check(guard, { poNumber: '2' }, { descriptor: pinned, maxAgeMs: 0 });
    await check(guard, { poNumber: '3' }, { descriptor: { ...invoice, pin: { workflowVersionId: 'v' } } });
    expect(asked.map(({ pin }) => pin)).toEqual([{ version: 3 }, { workflowVersionId: 'v' }]);
  });

  test('a failure is not remembered', async () => {
    const { guard, serve } = setUp(new ApiError({ code: 'SERVER_ERROR', message: 'answered 503', retryable: true }));
    await expect(check(guard, { poNumber: '1' })).rejects.toMatchObject({ code: 'SERVER_ERROR' });
    serve(answer(asGenerated));
    expect((await check(guard, { poNumber: '1' })).changes).toEqual([]);
  });

  test('one who leaves does not end it for the others', async () => {
    const { guard, asked } = setUp(answer(asGenerated));
    const leaver = new AbortController();
    const left = check(guard, { poNumber: '1' }, { context: { signal: leaver.signal } });
    const stays = check(guard, { poNumber: '2' });
    leaver.abort();
    await expect(left).rejects.toBeInstanceOf(AbortedError);
    expect((await stays).changes).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(asked[0]?.context.signal?.aborted).toBe(false);
  });

  test('is given up when the last one leaves, and done anew for the next', async () => {
    const { guard, asked } = setUp(answer(asGenerated));
    const leaver = new AbortController();
    const left = check(guard, { poNumber: '1' }, { context: { signal: leaver.signal } });
    leaver.abort();
    await expect(left).rejects.toMatchObject({ code: 'ABORTED', executed: 'no', phase: 'schema' });
    expect(asked[0]?.context.signal?.aborted).toBe(true);
    await check(guard, { poNumber: '2' });
    expect(asked).toHaveLength(2);
  });
});

describe('what cannot be compared', () => {
  test('a workflow that is gone is drift of its own kind', async () => {
    const { guard } = setUp(new ApiError({ code: 'NOT_FOUND', message: 'answered 404', status: 404, requestId: 'r-1', attempts: 1 }));
    expect(await refusal(check(guard, { poNumber: '1' }))).toMatchObject({ code: 'WORKFLOW_NOT_FOUND', requestId: 'r-1', changes: [] });
  });

  test.each([
    [{ hello: 'world', key: 'secret' }, 'top-level keys: hello, key'],
    ['<html>', 'top-level keys: none'],
    [null, 'top-level keys: none'],
  ])('an answer that is no workflow is told apart from drift, without its values', async (body, words) => {
    const { guard } = setUp(body);
    const failed = check(guard, { poNumber: '1' });
    await expect(failed).rejects.toMatchObject({ code: 'UNEXPECTED_RESPONSE', phase: 'schema', message: expect.stringContaining(words) });
    await expect(failed).rejects.not.toMatchObject({ message: expect.stringContaining('secret') });
  });
});

describe('after the service refused the values', () => {
  const context: CallContext = { jobExecutionId: '2514' };

  test('drift is reported only when the schema moved since', async () => {
    const { guard, serve, asked } = setUp(answer(asGenerated));
    const input = { poNumber: 'PO-1' };
    const verdict = await check(guard, input);
    expect(await guard.recheck({ descriptor: invoice, verdict, context })).toBeUndefined();
    serve(answer({ ...asGenerated, w3: { ...asGenerated.w3, type: 'float' } }));
    const adapted = await check(guard, input, { maxAgeMs: 0 });
    expect(await guard.recheck({ descriptor: invoice, verdict: adapted, context })).toBeUndefined();
    serve(answer({ ...asGenerated, w4: { display_name: 'Cost Centre', type: 'str' } }));
    const error = await refusal(guard.recheck({ descriptor: invoice, verdict, context }));
    expect(error).toMatchObject({ jobExecutionId: '2514', message: expect.stringContaining('changed while the run was being prepared') });
    expect(rules(error.changes)).toEqual(['variable-added-required invoice.inputs.costCentre']);
    expect(asked).toHaveLength(5);
  });

  test('a run that looked at nothing is compared with the code', async () => {
    const { guard } = setUp(answer({ ...asGenerated, w3: { ...asGenerated.w3, type: 'bool' } }));
    const verdict = await check(guard, { poNumber: 'PO-1' }, { mode: 'off' });
    const error = await refusal(guard.recheck({ descriptor: invoice, verdict, context }));
    expect(rules(error.changes)).toEqual(['type-changed invoice.inputs.pages']);
  });

  test('a pinned version is not asked for again', async () => {
    const { guard, asked } = setUp(answer(asGenerated));
    const descriptor: WorkflowDescriptor = { ...invoice, pin: { version: 3 } };
    const verdict = await check(guard, { poNumber: 'PO-1' }, { descriptor });
    await guard.recheck({ descriptor, verdict, context });
    expect(asked).toHaveLength(1);
  });
});

test('one comparison serves all runs that share an answer', async () => {
  const { guard } = setUp(answer({ ...asGenerated, w4: { type: 'bool', is_nullable: true } }));
  const [first, second] = [await check(guard, { poNumber: '1' }), await check(guard, { poNumber: '2' })];
  expect(first.variables).toBe(second.variables);
});
