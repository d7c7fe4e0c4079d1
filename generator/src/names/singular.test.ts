import { expect, test } from 'vitest';
import { singular } from './singular.ts';

test.each([
  ['InvoiceInputLines', 'InvoiceInputLine'],
  ['Entries', 'Entry'],
  ['Addresses', 'Address'],
  ['Boxes', 'Box'],
  ['LineItems', 'LineItem'],
  ['Invoices', 'Invoice'],
])('one of %s is called %s', (many, one) => {
  expect(singular(many)).toBe(one);
});

test.each(['Address', 'Status', 'Series', 'Analysis', 'Line', 'Gas', 'Bus', '総額', ''])('%s has no sure singular', (name) => {
  expect(singular(name)).toBe(undefined);
});
