import type { Variable } from '@opus-codegen/schema';
import { describe, expect, test } from 'vitest';
import { uploaded } from '../files/source.ts';
import { encodeInputs } from '../input/encode.ts';
import { validateInput } from '../input/validate.ts';
import { answer, asGenerated, check, invoice, refusal, rules, setUp, type WireVariable } from '../testing/guard-stage.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';

const named = { name: 'v', wire: 'w1' } as const;
const dueFields: readonly Variable[] = [{ name: 'dueDay', wire: 'due', type: 'date', nullable: true }];

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
