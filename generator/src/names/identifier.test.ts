import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { identifierFrom, isUsableName } from './identifier.ts';
import { propertyRuns } from '../testing/property-runs.ts';

describe('a label becomes the name a person would have given', () => {
  test.each([
    ['IBAN (Reviewed)', 'ibanReviewed'],
    ['FileInput(Single)', 'fileInputSingle'],
    ['PO Number', 'poNumber'],
    ['workflow_input_we4tej0ly', 'workflowInputWe4tej0ly'],
    ['riskLevel', 'riskLevel'],
    ['VATNumber', 'vatNumber'],
    ['PDFs', 'pdfs'],
    ['PDFs to sign', 'pdfsToSign'],
    ['B2B customer', 'b2bCustomer'],
    ['v2Graph', 'v2Graph'],
    ['Q1 2024', 'q1_2024'],
    ["Supplier's name", 'suppliersName'],
    ['Supplier’s name', 'suppliersName'],
    ['e-mail', 'eMail'],
    ['Urgent?', 'urgent'],
    ['Case', 'case'],
  ])('%j → %s', (label, name) => {
    expect(identifierFrom(label)).toBe(name);
  });
});

describe('letters of every script are kept', () => {
  test.each([
    ['Größe (cm)', 'größeCm'],
    ['総額 税込', '総額税込'],
    ['राशि कुल', 'राशिकुल'],
    ['مبلغ الفاتورة', 'مبلغالفاتورة'],
    ['Сумма счёта', 'суммаСчёта'],
  ])('%j → %s', (label, name) => {
    expect(identifierFrom(label)).toBe(name);
  });

  test('composed and decomposed spellings give one name', () => {
    expect(identifierFrom('Gro\u0308ße')).toBe('größe');
    expect(identifierFrom('Gr\u00f6ße')).toBe('größe');
  });

  test('a letter that ES5 targets and older compilers refuse is transliterated', () => {
    expect(identifierFrom('𠮷野家')).toBe('kichi野家');
  });
});

describe('what no identifier can hold', () => {
  test.each([
    ['2nd page', '_2ndPage'],
    ['100 %', '_100'],
    ['🚀', 'rocket'],
    ['€', 'eur'],
    ['№', 'no'],
    ['🚀 Launch date', 'launchDate'],
    ['in\u200bvoice', 'invoice'],
    ['\u202egnirts', 'gnirts'],
    ['\u3164', undefined],
    ['', undefined],
    ['()', undefined],
    ['\ud800', undefined],
  ])('%j → %s', (label, name) => {
    expect(identifierFrom(label)).toBe(name);
  });

  test('a sentence is cut at a word, a word of 300 letters anywhere', () => {
    expect(identifierFrom('Please enter the number of the purchase order that this invoice refers to')).toBe(
      'pleaseEnterTheNumberOfThePurchaseOrderThatThisInvoiceRefers',
    );
    expect(identifierFrom('x'.repeat(300))).toBe('x'.repeat(60));
  });
});

describe('names that mean something to JavaScript are stepped aside', () => {
  test.each([
    ['Constructor', 'constructor_'],
    ['then', 'then_'],
    ['Prototype', 'prototype_'],
    ['has own property', 'hasOwnProperty_'],
    ['To String', 'toString_'],
    ['Value of', 'valueOf_'],
    ['__proto__', 'proto'],
  ])('%j → %s', (label, name) => {
    expect(identifierFrom(label)).toBe(name);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'aB2_ -()é\u0301ß総🚀\u200d') }),
);

test('whatever the label, the name can stand in code and is no longer than 61 units', () => {
  fc.assert(
    fc.property(anyText, (label) => {
      const name = identifierFrom(label) ?? 'none';
      expect(isUsableName(name)).toBe(true);
      expect(name.length).toBeLessThanOrEqual(61);
    }),
    propertyRuns,
  );
});

describe('a name from the config or the lockfile', () => {
  test.each(['poNumber', '_2ndPage', '$price', 'größe', 'case', 'x_1'])('%s is usable', (name) => {
    expect(isUsableName(name)).toBe(true);
  });

  test.each(['', '2nd', 'a-b', 'a b', '__proto__', 'constructor', 'then', 'a\u200d', 'gro\u0308ße', '𠮷', 'a.b', "a'"])(
    '%j is not',
    (name) => {
      expect(isUsableName(name)).toBe(false);
    },
  );
});
