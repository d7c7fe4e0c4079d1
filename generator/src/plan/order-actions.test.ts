import { expect, test } from 'vitest';
import { orderActions } from './order-actions.ts';
import type { FileAction } from './plan-files.ts';

const create = (fileName: string): FileAction => ({ kind: 'create', fileName, text: '' });
const update = (fileName: string): FileAction => ({ kind: 'update', fileName, text: '', wasEdited: false });
const remove = (fileName: string): FileAction => ({ kind: 'delete-orphan', fileName, wasEdited: false });
const order = (...actions: readonly FileAction[]): readonly string[] =>
  orderActions(actions).map(({ kind, fileName }) => `${kind} ${fileName}`);

test('what the barrel will name comes before it, what it named goes after it', () => {
  expect(order(remove('a.ts'), create('b.ts'), update('index.ts'), create('z.ts'))).toEqual([
    'create b.ts',
    'create z.ts',
    'update index.ts',
    'delete-orphan a.ts',
  ]);
});

test('a file that differs in case only goes first: on many disks it is the same one', () => {
  expect(order(remove('Invoice.ts'), create('index.ts'), create('invoice.ts'))).toEqual([
    'delete-orphan Invoice.ts',
    'create invoice.ts',
    'create index.ts',
  ]);
});

test('what changes nothing is left out', () => {
  expect(order({ kind: 'unchanged', fileName: 'a.ts' }, { kind: 'refuse-edited', fileName: 'b.ts', isOrphan: false })).toEqual([]);
});
