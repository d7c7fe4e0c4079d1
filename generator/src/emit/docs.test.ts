import type { Variable } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { describe, expect, test } from 'vitest';
import { workflowNames } from '../names/workflow-names.ts';
import { propertyDoc, runDoc } from './docs.ts';

const amount: Variable = { name: 'amountNet', wire: 'a', displayName: 'Amount', type: 'float' };

describe('a property says', () => {
  test.each([
    ['its label', amount, 'Amount.'],
    ['nothing when the name is the label', { ...amount, name: 'amount' }, ''],
    ['the label all the same when there is more to say', { ...amount, name: 'amount', description: 'In euros' }, 'Amount. In euros.'],
    ['its label as punctuated', { ...amount, displayName: 'Urgent?' }, 'Urgent?'],
    ['its label on one line', { ...amount, displayName: ' Gross\n amount ' }, 'Gross amount.'],
    ['its label, though it looks like a heading', { ...amount, displayName: '# of pages' }, '\\# of pages.'],
    ['what it means', { ...amount, description: 'In euros' }, 'Amount. In euros.'],
    ['a description that repeats the label once', { ...amount, description: 'amount.' }, 'Amount.'],
    [
      'several lines as several lines',
      { ...amount, description: 'In euros.\n\n- gross\n- rounded' },
      'Amount.\nIn euros.\n\n- gross\n- rounded',
    ],
    [
      'what the type cannot say in a paragraph of its own, which is no part of the list before it',
      { name: 'day', wire: 'd', displayName: 'Due', type: 'date', description: '  - gross\n    - rounded\n' },
      'Due.\n- gross\n  - rounded\n\nA day, sent as `%Y-%m-%d`; a `Date` is read in UTC.',
    ],
    ['nothing when there is nothing to say', { name: 'a', wire: 'a', type: 'float' }, ''],
  ] as const)('%s', (_what, variable: Variable, doc) => {
    expect(propertyDoc(variable, 'input')).toBe(doc);
  });

  test('which options there are, long ones cut', () => {
    const doc = propertyDoc({ name: 'a', wire: 'a', type: 'str', options: ['x'.repeat(50), 'y'] }, 'input');
    expect(doc).toBe(`One of "${'x'.repeat(40)}…", "y".`);
  });

  test('no options where any text will do', () => {
    const options = ['x', 'y'] as const;
    const some: Variable = { name: 'a', wire: 'a', type: 'union', anyOf: [{ type: 'float' }, { type: 'str', options }] };
    const any: Variable = { name: 'a', wire: 'a', type: 'union', anyOf: [{ type: 'str' }, { type: 'str', options }] };
    expect(propertyDoc(some, 'input')).toBe('One of "x", "y".');
    expect(propertyDoc(any, 'input')).toBe('');
  });

  test('how many options there are when they are too many to be shown', () => {
    const options = Array.from({ length: 21 }, (_, index) => `${index}`);
    expect(propertyDoc({ name: 'a', wire: 'a', type: 'str', options }, 'input')).toBe('One of 21 options.');
    expect(propertyDoc({ name: 'a', wire: 'a', type: 'str', options: options.slice(1) }, 'input')).toContain('"20"');
  });

  test('of a day how it is sent, and how it comes back', () => {
    const day: Variable = { name: 'day', wire: 'd', type: 'date', format: '%d/%m/%Y' };
    expect(propertyDoc(day, 'input')).toBe('A day, sent as `%d/%m/%Y`; a `Date` is read in UTC.');
    expect(propertyDoc(day, 'output')).toBe('A day as `%d/%m/%Y`.');
  });

  test('of lists in lists what each value is', () => {
    const rows: Variable = { name: 'rows', wire: 'r', type: 'array', element: { type: 'array', element: { type: 'int' } } };
    expect(propertyDoc(rows, 'input')).toBe('Each: a whole number.');
  });

  test('of files which are accepted, in a list as alone', () => {
    const one: Variable = { name: 'scan', wire: 's', type: 'file', accept: ['.pdf', '.png'] };
    const many: Variable = { name: 'scans', wire: 's', type: 'array', element: { type: 'file', accept: ['.pdf', '.png'] } };
    expect(propertyDoc(one, 'input')).toBe('Accepts .pdf, .png.');
    expect(propertyDoc(many, 'input')).toBe('Accepts .pdf, .png.');
    expect(propertyDoc(many, 'output')).toBe('The URLs of files.');
    const oneOrMany: Variable = {
      name: 'scans',
      wire: 's',
      type: 'union',
      anyOf: [{ ...one }, { type: 'array_files', accept: ['.pdf', '.png'] }],
    };
    expect(propertyDoc(oneOrMany, 'input')).toBe('Accepts .pdf, .png.');
  });
});

describe('a function says', () => {
  const workflow: LockedWorkflow = {
    workflowId: 'B9uGJfZ3CFwOdMKH',
    version: 7,
    name: 'Invoice processing',
    description: 'Reads an invoice.',
    generation: 'v1',
    active: false,
    fingerprint: { inputs: '', outputs: '' },
    inputs: [amount, { name: 'note', wire: 'n', type: 'str', nullable: true }],
    outputs: [],
    removed: [],
  };
  const lines = runDoc(workflowNames('invoice'), workflow).split('\n');

  test('title, description, id, version and whether it is switched off', () => {
    expect(lines.slice(0, 5)).toEqual([
      'Invoice processing.',
      '',
      'Reads an invoice.',
      '',
      'Workflow `B9uGJfZ3CFwOdMKH`, version 7. It was switched off when this file was generated.',
    ]);
  });

  test('how to call it with an option, whatever that is: the literal is worth what it says', () => {
    const option = '*/ @internal a@b ![x] ` #__PURE__ <b>';
    const inputs: readonly Variable[] = [{ name: 'a', wire: 'a', type: 'str', options: [option] }];
    const doc = runDoc(workflowNames('invoice'), { ...workflow, inputs });
    const [, literal] = /runInvoiceWorkflow\(\{ a: ('.*') \}\)/.exec(doc) ?? [];
    expect(literal).toBe(String.raw`'*\/ \x40internal a@b !\[x] \` \x23__PURE__ <b>'`);
  });

  test('how to call it, with what is required', () => {
    expect(lines).toContain('const { outputs } = await runInvoiceWorkflow({ amountNet: 1.5 });');
  });
});
