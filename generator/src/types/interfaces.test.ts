import type { ElementType, Variable } from '@opus-codegen/schema';
import { describe, expect, test } from 'vitest';
import { planInterfaces } from './interfaces.ts';

const text = (name: string): Variable => ({ name, wire: name, type: 'str' });
const object = (name: string, ...fields: readonly Variable[]): Variable => ({ name, wire: name, type: 'object', fields });
const list = (name: string, element: ElementType): Variable => ({ name, wire: name, type: 'array', element });

const options = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `option ${index}`);
const country = (count: number): Variable => ({ name: 'country', wire: 'c', type: 'str', options: options(count) });

function namesOf(...fields: readonly Variable[]): readonly string[] {
  return planInterfaces('InvoiceInput', fields).interfaces.map(({ name }) => name);
}

test('an object is named after where it is, an element after one of many', () => {
  expect(namesOf(object('party', text('name')), list('lines', { type: 'object', fields: [text('sku')] }))).toEqual([
    'InvoiceInput',
    'InvoiceInputParty',
    'InvoiceInputLine',
  ]);
});

test('an element whose list has no sure singular is an item', () => {
  expect(namesOf(list('series', { type: 'object', fields: [text('at')] }))).toEqual(['InvoiceInput', 'InvoiceInputSeriesItem']);
});

test('level by level: what is inside cannot rename what is outside', () => {
  const inner = object('a', object('b', text('c')));
  expect(namesOf(inner, object('aB', text('d')))).toEqual(['InvoiceInput', 'InvoiceInputA', 'InvoiceInputAB', 'InvoiceInputABB']);
});

test('two objects of one name are told apart by the wire name', () => {
  const lines = list('lines', { type: 'object', fields: [text('sku')] });
  expect(namesOf(lines, { ...object('line', text('note')), wire: 'line_note' })).toEqual([
    'InvoiceInput',
    'InvoiceInputLine',
    'InvoiceInputLineNote',
  ]);
});

test('several objects in one place are numbered by their place among the allowed types', () => {
  const party: Variable = {
    name: 'party',
    wire: 'party',
    type: 'union',
    anyOf: [{ type: 'object', fields: [text('person')] }, { type: 'str' }, { type: 'object', fields: [text('company')] }],
  };
  expect(namesOf(party)).toEqual(['InvoiceInput', 'InvoiceInputParty', 'InvoiceInputPartyAlternative3']);
});

test('an object without known fields needs no interface', () => {
  expect(namesOf({ name: 'x', wire: 'x', type: 'object' }, { name: 'y', wire: 'y', type: 'array' })).toEqual(['InvoiceInput']);
});

describe('a list of options', () => {
  test('has a type of its own when it is long, one alone as one of many', () => {
    const { interfaces, unions, nameOf } = planInterfaces('InvoiceInput', [
      country(21),
      list('regions', { type: 'str', options: options(30) }),
      object('country', country(500)),
    ]);
    expect(interfaces.map(({ name }) => name)).toEqual(['InvoiceInput', 'InvoiceInputCountryCountry']);
    expect(unions.map(({ name, options: { length } }) => `${name} ${length}`)).toEqual([
      'InvoiceInputCountry 21',
      'InvoiceInputRegion 30',
      'InvoiceInputCountryCountryCountry 500',
    ]);
    expect(nameOf.size).toBe(4);
  });

  test('stands in its property when it is short', () => {
    expect(planInterfaces('InvoiceInput', [country(20)]).unions).toEqual([]);
  });
});
