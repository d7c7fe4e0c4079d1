import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImpactResult } from './find-impact.ts';
import { createImpactProject, told, TSCONFIG, variable, workflow, type ImpactProject, type Workflows } from './testing/impact-project.ts';

/** One project, looked at once a describe: each test reads what is told of one file. */

const invoiceDocument = variable('invoiceDocument', { type: 'file', accept: ['.pdf', '.png'] });
const currency = (...options: readonly string[]) => variable('currency', { type: 'str', options });
const threshold = variable('threshold', { type: 'float', nullable: true });
const attachment = (type: 'str' | 'file') => variable('attachment', { type, nullable: true });
const sku = variable('sku', { type: 'str' });
const quantity = variable('quantity', { type: 'int' });
const taxCode = variable('taxCode', { type: 'str' });
const lines = (...fields: readonly ReturnType<typeof variable>[]) =>
  variable('lines', { type: 'array', nullable: true, element: { type: 'object', fields } });
const poNumber = variable('poNumber', { type: 'str' });
const costCentre = variable('costCentre', { type: 'str' });
const summary = variable('summary', { type: 'str' });
const total = (type: 'float' | 'str') => variable('total', { type });
const rows = (...fields: readonly ReturnType<typeof variable>[]) =>
  variable('rows', { type: 'array', element: { type: 'object', fields } });

const stamp = (displayName: string) =>
  workflow('stamp', [variable('label', { type: 'str', displayName })], [variable('stamped', { type: 'str', displayName })]);
const ledger = (type: 'str' | 'float') => workflow('ledger', [variable('entry', { type })], [variable('booked', { type: 'bool' })]);

const inputsBefore = [invoiceDocument, currency('EUR', 'USD', 'CHF'), threshold, attachment('str'), lines(sku, quantity)];
const outputsBefore = [summary, total('float'), rows(sku, quantity)];
const before: Workflows = { invoice: workflow('invoice', inputsBefore, outputsBefore), ledger: ledger('str'), stamp: stamp('Label') };

/** `invoice` and what every file uses of it, so that the lines below are about what they break. */
const HEAD = `import { file } from '@opus-codegen/runtime';
import { invoiceWorkflow, runInvoiceWorkflow, type InvoiceInput, type InvoiceOutputs } from './opus/invoice.ts';
declare const invoiceDocument: InvoiceInput['invoiceDocument'];
`;

/** A module whose own lines begin with the fourth. */
function module(...own: readonly string[]): string {
  return `${HEAD}${own.join('\n')}\nexport { file, invoiceDocument, invoiceWorkflow, runInvoiceWorkflow };\nexport type { InvoiceInput, InvoiceOutputs };\n`;
}

describe('inputs that change', () => {
  let project: ImpactProject;
  let result: ImpactResult;

  beforeAll(async () => {
    project = await createImpactProject({
      workflows: before,
      files: {
        'tsconfig.json': TSCONFIG,
        'src/literal.ts': module(`export const job = runInvoiceWorkflow({ invoiceDocument, currency: 'EUR' });`),
        'src/handle.ts': module(`export const job = invoiceWorkflow.start({ invoiceDocument, currency: 'EUR' });`),
        'src/wrapper.ts': module('export const submit = (input: InvoiceInput) => runInvoiceWorkflow(input);'),
        'src/calls-wrapper.ts': `import { submit } from './wrapper.ts';
import { invoiceDocument } from './literal.ts';
export const job = submit({ invoiceDocument, currency: 'EUR' });
`,
        'src/built.ts': module(
          `const input: InvoiceInput = { invoiceDocument, currency: 'EUR' };`,
          'export const job = runInvoiceWorkflow(input);',
        ),
        'src/returned.ts': module(`export function make(): InvoiceInput {`, `  return { invoiceDocument, currency: 'EUR' };`, '}'),
        'src/satisfies.ts': module(`export const input = { invoiceDocument, currency: 'EUR' } satisfies InvoiceInput;`),
        'src/two-mistakes.ts': module(`export const job = runInvoiceWorkflow({`, '  invoiceDocument,', `  currency: 'CHF',`, '});'),
        'src/narrowed.ts': module(
          `const input = { invoiceDocument, currency: 'CHF' as const, poNumber: '1', costCentre: '2' };`,
          'export const job = runInvoiceWorkflow(input);',
        ),
        'src/removed.ts': module(
          `const made = (given: number) => ({ invoiceDocument, currency: 'EUR' as const, poNumber: '1', costCentre: '2', threshold: given });`,
          'export const job = runInvoiceWorkflow(made(0.8));',
          `export const other = runInvoiceWorkflow({ ...made(0.8), threshold: 0.7 });`,
        ),
        'src/text-or-file.ts': module(
          `export const text = (input: InvoiceInput) => runInvoiceWorkflow({ ...input, attachment: './a.pdf' });`,
          `export const real = (input: InvoiceInput) => runInvoiceWorkflow({ ...input, invoiceDocument: file('./a.pdf') });`,
        ),
        'src/nested.ts': module(
          `export const one = (input: InvoiceInput) => runInvoiceWorkflow({ ...input, lines: [{ sku: 'a', quantity: 1 }] });`,
          `const elsewhere = ['a'].map((sku) => ({ sku, quantity: 1 }));`,
          `export const two = (input: InvoiceInput) => runInvoiceWorkflow({ ...input, lines: elsewhere });`,
        ),
        'src/type-level.ts': module(`export const limit: number | null | undefined = ({} as InvoiceInput).threshold;`),
        'src/expected.ts': module(
          '// @ts-expect-error there are no amounts yet',
          'export const amount: number = ({} as { lines: InvoiceInput["lines"] }).lines?.[0]?.taxCode;',
          '// @ts-expect-error a number is no document',
          'export const job = runInvoiceWorkflow({ invoiceDocument: 1 });',
        ),
        'src/waiting.ts': module(
          'export function code(input: InvoiceInput): string | undefined {',
          '  // @ts-expect-error not there yet',
          '  return input.lines?.[0]?.taxCode;',
          '}',
        ),
        'src/broken.ts': module(
          `export const count: number = 'many';`,
          `export const job = runInvoiceWorkflow({ invoiceDocument, currency: 5 });`,
        ),
        'src/no-caller.ts': `export const size: number = 'large';\n`,
        'src/other-workflow.ts': `import { runLedgerWorkflow, runStampWorkflow } from './opus/index.ts';
export const book = () => runLedgerWorkflow({ entry: 'a' });
export const mark = async () => (await runStampWorkflow({ label: 'a' })).outputs.stamped?.length;
`,
      },
    });
    const inputs = [invoiceDocument, currency('EUR', 'USD'), attachment('file'), lines(sku, quantity, taxCode), poNumber, costCentre];
    result = await project.impactOf({
      ...before,
      invoice: workflow('invoice', inputs, outputsBefore, [{ name: 'threshold', displayName: 'Threshold' }]),
      stamp: stamp('Mark'),
    });
  });
  afterAll(() => project[Symbol.dispose]());

  test('a literal that lacks two new required inputs is told once for each', () => {
    expect(result.callSites.filter(({ file }) => file === 'src/literal.ts')).toEqual(
      ['poNumber', 'costCentre'].map((name) => ({
        workflowKey: 'invoice',
        file: 'src/literal.ts',
        line: 4,
        column: 39,
        text: `export const job = runInvoiceWorkflow({ invoiceDocument, currency: 'EUR' });`,
        summary: `runInvoiceWorkflow({ … }) lacks ${name}`,
        diagnosticCode: 2345,
        message: expect.stringContaining("is missing the following properties from type 'InvoiceInput': poNumber, costCentre"),
        rule: 'variable-added-required',
        findingFingerprint: project.fingerprint('invoice', `inputs.${name}`),
      })),
    );
  });

  test.each([
    ['through the handle', 'src/handle.ts', 4, 'invoiceWorkflow.start({ … })'],
    ['through a function of the user, in another file', 'src/calls-wrapper.ts', 3, 'submit({ … })'],
    ['in a declared variable', 'src/built.ts', 4, 'const input: InvoiceInput'],
    ['in what a function returns', 'src/returned.ts', 5, 'return { … }'],
    ['in a value that is checked where it is made', 'src/satisfies.ts', 4, 'const input'],
  ])('so is one %s', (_, file, line, expression) => {
    expect(told(result, file)).toEqual([
      [line, `${expression} lacks poNumber`, 'variable-added-required'],
      [line, `${expression} lacks costCentre`, 'variable-added-required'],
    ]);
  });

  test('where one input no longer fits, what is missing beside it is told as well, though the compiler does not come to it', () => {
    expect(told(result, 'src/two-mistakes.ts')).toEqual([
      [4, 'runInvoiceWorkflow({ … }) lacks poNumber', 'variable-added-required'],
      [4, 'runInvoiceWorkflow({ … }) lacks costCentre', 'variable-added-required'],
      [6, 'runInvoiceWorkflow({ … }) sends currency, which has fewer options now', 'options-narrowed'],
    ]);
  });

  test('an option that is gone, in an object built elsewhere', () => {
    expect(told(result, 'src/narrowed.ts')).toEqual([
      [5, 'runInvoiceWorkflow(input) sends currency, which has fewer options now', 'options-narrowed'],
    ]);
  });

  test('a removed input, in an object a function makes and in a literal', () => {
    expect(told(result, 'src/removed.ts')).toEqual([
      [5, 'runInvoiceWorkflow(made(0.8)) sends threshold, which is gone', 'variable-removed'],
      [6, 'runInvoiceWorkflow({ … }) sends threshold, which is gone', 'variable-removed'],
    ]);
  });

  test('a text that must be a file now', () => {
    expect(told(result, 'src/text-or-file.ts')).toEqual([
      [4, 'runInvoiceWorkflow({ … }) sends attachment, whose type changed', 'type-unclear'],
    ]);
  });

  test('a field that the elements of a list lack, in place and elsewhere', () => {
    expect(told(result, 'src/nested.ts')).toEqual([
      [4, 'runInvoiceWorkflow({ … }) lacks lines[].taxCode', 'field-added-required'],
      [6, 'runInvoiceWorkflow({ … }) lacks lines[].taxCode', 'field-added-required'],
    ]);
  });

  test('a type taken out of the input', () => {
    expect(told(result, 'src/type-level.ts')).toEqual([
      [4, 'const limit: number | null | undefined depends on threshold, which is gone', 'variable-removed'],
    ]);
  });

  test('errors that were there before are told apart, whether or not their file uses a workflow', () => {
    expect(result.unrelated).toEqual([
      { file: 'src/broken.ts', line: 4, column: 14, diagnosticCode: 2322, message: `Type 'string' is not assignable to type 'number'.` },
      {
        file: 'src/broken.ts',
        line: 5,
        column: 58,
        diagnosticCode: 2322,
        message: `Type 'number' is not assignable to type '"EUR" | "USD"'.`,
      },
      { file: 'src/no-caller.ts', line: 1, column: 14, diagnosticCode: 2322, message: `Type 'string' is not assignable to type 'number'.` },
    ]);
    expect(result.unrelatedErrorCount).toBe(3);
  });

  test('a call that was broken before is told for what it lacks besides', () => {
    expect(told(result, 'src/broken.ts')).toEqual([
      [5, 'runInvoiceWorkflow({ … }) lacks poNumber', 'variable-added-required'],
      [5, 'runInvoiceWorkflow({ … }) lacks costCentre', 'variable-added-required'],
    ]);
  });

  test('errors that are expected stay expected', () => {
    expect(told(result, 'src/expected.ts')).toEqual([]);
  });

  test('an error that is expected and goes away is one itself', () => {
    expect(told(result, 'src/waiting.ts')).toEqual([
      [5, '// @ts-expect-error not there yet waits for an error that is gone', 'field-added-required'],
    ]);
  });

  test('a label that changes breaks nobody, and neither does a workflow that stays', () => {
    expect(told(result, 'src/other-workflow.ts')).toEqual([]);
  });

  test('says what was looked at', () => {
    expect({ projects: result.projects, filesChecked: result.filesChecked, notes: result.notes }).toEqual({
      projects: ['tsconfig.json'],
      filesChecked: 18,
      notes: [],
    });
  });

  test('writes nothing', () => {
    expect(project.changedOnDisk()).toEqual([]);
  });

  test('nothing is told when nothing changes', async () => {
    expect(await project.impactOf(before)).toEqual({
      callSites: [],
      unrelatedErrorCount: 0,
      unrelated: [],
      projects: [],
      filesChecked: 0,
      notes: [],
    });
  });

  test('a removed input that was pruned is an unknown property, where it is written in place', async () => {
    const pruned = await project.impactOf({
      ...before,
      invoice: workflow(
        'invoice',
        inputsBefore.filter((input) => input !== threshold),
        outputsBefore,
      ),
    });
    expect(pruned.callSites.map(({ file, line, summary: said, rule }) => [file, line, said, rule])).toEqual([
      ['src/removed.ts', 6, 'runInvoiceWorkflow({ … }) sends threshold, which is gone', 'variable-removed'],
      ['src/type-level.ts', 4, '({} as InvoiceInput).threshold is gone', 'variable-removed'],
    ]);
  });
});

describe('outputs that change', () => {
  let project: ImpactProject;
  let result: ImpactResult;

  beforeAll(async () => {
    project = await createImpactProject({
      workflows: before,
      files: {
        'tsconfig.json': TSCONFIG,
        'src/read-later.ts': module(
          'export async function read(input: InvoiceInput) {',
          '  const result = await runInvoiceWorkflow(input);',
          '  const outputs = result.outputs;',
          '  console.log(outputs);',
          '  return outputs.summary?.length;',
          '}',
        ),
        'src/taken-apart.ts': module(
          'export const read = async (input: InvoiceInput) => {',
          '  const { outputs: { summary, total } } = await runInvoiceWorkflow(input);',
          '  return [summary, total];',
          '};',
        ),
        'src/typed.ts': module(
          'export function double(outputs: InvoiceOutputs): number {',
          '  const amount = outputs.total ?? 0;',
          '  return amount;',
          '}',
        ),
        'src/helper.ts': module(
          'export function amountOf(outputs: InvoiceOutputs) {',
          '  const amount = outputs.total ?? 0;',
          '  return amount;',
          '}',
        ),
        'src/uses-helper.ts': `import { amountOf } from './helper.ts';
import type { InvoiceOutputs } from './opus/invoice.ts';
const format = (outputs: InvoiceOutputs) => amountOf(outputs).toFixed(2);
export { format };
`,
        'src/rows.ts': module('export const quantities = (outputs: InvoiceOutputs) => (outputs.rows ?? []).map((row) => row.quantity);'),
        'src/passed-on.ts': module(
          `import { runLedgerWorkflow } from './opus/index.ts';`,
          `export const book = (outputs: InvoiceOutputs) => runLedgerWorkflow({ entry: String(outputs.summary) });`,
        ),
        'src/entry.ts': module(
          `import { runLedgerWorkflow } from './opus/index.ts';`,
          `export const book = () => runLedgerWorkflow({ entry: 'a' });`,
        ),
        'src/keys.ts': module(`export const key: keyof InvoiceOutputs = 'summary';`),
      },
    });
    result = await project.impactOf({
      ...before,
      invoice: workflow('invoice', inputsBefore, [total('str'), rows(sku)]),
      ledger: ledger('float'),
    });
  });
  afterAll(() => project[Symbol.dispose]());

  test.each([
    ['read lines later', 'src/read-later.ts', [[8, 'outputs.summary is gone', 'variable-removed']]],
    ['taken apart', 'src/taken-apart.ts', [[5, 'summary is gone', 'variable-removed']]],
    ['of another type', 'src/typed.ts', [[6, 'amount depends on total, whose type changed', 'type-changed']]],
    [
      'of another type, through a function in another file',
      'src/uses-helper.ts',
      [[3, 'amountOf(outputs).toFixed reads total, whose type changed', 'type-changed']],
    ],
    ['a field of the elements of a list', 'src/rows.ts', [[4, 'row.quantity is gone', 'field-removed']]],
    ['named as a key', 'src/keys.ts', [[4, 'const key: keyof InvoiceOutputs depends on summary, which is gone', 'variable-removed']]],
  ])('an output %s', (_, file, expected) => {
    expect(told(result, file)).toEqual(expected);
  });

  test('where one workflow feeds another and both change, each error is joined to its own', () => {
    expect(
      result.callSites
        .filter(({ file }) => file === 'src/passed-on.ts')
        .map(({ workflowKey, summary: said, rule }) => [workflowKey, said, rule]),
    ).toEqual([
      ['ledger', 'runLedgerWorkflow({ … }) sends entry, whose type changed', 'type-changed'],
      ['invoice', 'outputs.summary is gone', 'variable-removed'],
    ]);
    expect(told(result, 'src/entry.ts')).toEqual([[5, 'runLedgerWorkflow({ … }) sends entry, whose type changed', 'type-changed']]);
  });

  test('nothing else is told', () => {
    expect(new Set(result.callSites.map(({ file }) => file)).size).toBe(8);
    expect(result.unrelatedErrorCount).toBe(0);
  });
});

describe('a workflow that is gone', () => {
  test('is told where it is imported', async () => {
    using project = await createImpactProject({
      workflows: before,
      files: {
        'tsconfig.json': TSCONFIG,
        'src/direct.ts': `import { runLedgerWorkflow } from './opus/ledger.ts';\nexport const job = runLedgerWorkflow({ entry: 'a' });\n`,
        'src/barrel.ts': `import { runInvoiceWorkflow, runLedgerWorkflow } from './opus/index.ts';\nexport const jobs = [runInvoiceWorkflow, runLedgerWorkflow];\n`,
        'src/all.ts': `import * as opus from './opus/index.ts';\nexport const job = opus.runLedgerWorkflow({ entry: 'a' });\n`,
        'src/lazy.ts': `export const job = async () => (await import('./opus/ledger.ts')).runLedgerWorkflow({ entry: 'a' });\n`,
        'src/again.ts': `export { runLedgerWorkflow as book } from './opus/index.ts';\n`,
      },
    });
    const { invoice, stamp: stays } = before;
    if (invoice === undefined || stays === undefined) throw new Error('both are there');
    const result = await project.impactOf({ invoice, stamp: stays });
    expect(result.callSites.map(({ file, line, summary: said, rule, workflowKey }) => [file, line, said, rule, workflowKey])).toEqual([
      ['src/again.ts', 1, 'export { runLedgerWorkflow as book } needs a workflow that is gone', 'workflow-missing', 'ledger'],
      ['src/all.ts', 2, 'opus.runLedgerWorkflow needs a workflow that is gone', 'workflow-missing', 'ledger'],
      ['src/barrel.ts', 1, 'import { runInvoiceWorkflow, runLedgerWorkflow } needs a workflow that is gone', 'workflow-missing', 'ledger'],
      ['src/direct.ts', 1, 'import { runLedgerWorkflow } needs a workflow that is gone', 'workflow-missing', 'ledger'],
      ['src/lazy.ts', 1, `import('./opus/ledger.ts') needs a workflow that is gone`, 'workflow-missing', 'ledger'],
    ]);
  });

  test('whose key changed has no finding: the workflow is told', async () => {
    using project = await createImpactProject({
      workflows: before,
      files: {
        'tsconfig.json': TSCONFIG,
        'src/a.ts': `import { runLedgerWorkflow } from './opus/ledger.ts';\nexport const job = runLedgerWorkflow({ entry: 'a' });\n`,
      },
    });
    const { ledger: renamed, ...others } = before;
    if (renamed === undefined) throw new Error('it is there');
    const result = await project.impactOf({ ...others, book: renamed }, { findings: new Map() });
    expect(result.callSites.map(({ workflowKey, summary: said, rule }) => [workflowKey, said, rule])).toEqual([
      ['ledger', 'import { runLedgerWorkflow } leads nowhere now', undefined],
    ]);
  });
});
