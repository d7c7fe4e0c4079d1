import { expect, test } from 'vitest';
import { freshName, readable } from './fresh-name.ts';

test.each([
  ['Cost Centre', 'costCentre'],
  ['PO Number', 'poNumber'],
  ['IBAN (Reviewed)', 'ibanReviewed'],
  ['Größe', 'größe'],
  ['Gro\u0308ße', 'größe'],
  ['Q1 total', 'q1Total'],
  ['workflow_input_total', 'workflowInputTotal'],
])('%s is called %s', (label, name) => {
  expect(readable(label)).toBe(name);
});

test.each(['', '2nd page', 'PDFs', 'FileInput', 'Betrag in €', '数量', 'Constructor', 'then', "Buyer's name", '\u202Egpj', 'a'.repeat(61)])(
  'what %j would be called is left open',
  (label) => {
    expect(readable(label)).toBeUndefined();
  },
);

test('names are never given twice', () => {
  const taken = new Set(['costCentre']);
  const variable = { name: 'w', wire: 'w', displayName: 'Cost Centre', type: 'str' } as const;
  const names = Array.from({ length: 4 }, () => freshName(variable, taken));
  expect(names).toEqual(['Cost Centre', 'w', 'w_', 'w__']);
});
