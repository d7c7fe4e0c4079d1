import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImpactResult } from './find-impact.ts';
import {
  attachment,
  before,
  costCentre,
  currency,
  inputsBefore,
  invoiceDocument,
  lines,
  module,
  outputsBefore,
  poNumber,
  quantity,
  sku,
  stamp,
  taxCode,
  threshold,
} from './testing/example-workflows.ts';
import { createImpactProject, told, TSCONFIG, workflow, type ImpactProject } from './testing/impact-project.ts';

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
  }, 60_000);
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
