import {
  anyList,
  anyObject,
  date,
  dateAs,
  fileOf,
  listOf,
  number,
  object,
  oneOf,
  text,
  variable,
  whole,
  yesNo,
  type CanvasType,
  type CanvasVariables,
} from '../canvas.ts';
import { fine, stopped, stoppedAtRunTime, type Pair } from '../pair.ts';

/** One input `Lines`, a list of objects with these fields. */
function lines(name: string, before: CanvasVariables, after: CanvasVariables, rest: Pick<Pair, 'expected' | 'callers'>): Pair {
  return typed(name, 'Lines', listOf(object(before)), listOf(object(after)), rest);
}

/** One input `Party`, an object with these fields. */
function party(name: string, before: CanvasVariables, after: CanvasVariables, rest: Pick<Pair, 'expected' | 'callers'>): Pair {
  return typed(name, 'Party', object(before), object(after), rest);
}

function typed(name: string, label: string, before: CanvasType, after: CanvasType, rest: Pick<Pair, 'expected' | 'callers'>): Pair {
  const inputs = (type: CanvasType): CanvasVariables => ({ workflow_input_n3st3d001: variable(label, type) });
  return { name, before: { inputs: inputs(before) }, after: { inputs: inputs(after) }, ...rest };
}

const sku = variable('SKU', text);
const quantity = variable('Quantity', whole);

export const nestedPairs: readonly Pair[] = [
  lines(
    'an option of a field of the elements of a list goes away',
    { sku, unit: variable('Unit', oneOf('kg', 'box')) },
    { sku, unit: variable('Unit', oneOf('kg')) },
    {
      expected: ['breaking options-narrowed inputs.lines[].unit'],
      callers: [
        fine(`{ lines: [{ sku: 'a', unit: 'kg' }] }`),
        fine('{ lines: [] }'),
        stopped(`{ lines: [{ sku: 'a', unit: 'kg' }, { sku: 'b', unit: 'box' }] }`),
      ],
    },
  ),
  lines(
    'a field must be given now',
    { sku, qty: { ...quantity, nullable: true } },
    { sku, qty: quantity },
    {
      expected: ['breaking became-required inputs.lines[].quantity'],
      callers: [fine(`{ lines: [{ sku: 'a', quantity: 1 }] }`), stopped(`{ lines: [{ sku: 'a' }] }`)],
    },
  ),
  lines(
    'a field may be left out now',
    { sku, qty: quantity },
    { sku, qty: { ...quantity, nullable: true } },
    { expected: ['info became-optional inputs.lines[].quantity'], callers: [fine(`{ lines: [{ sku: 'a', quantity: 1 }] }`)] },
  ),
  lines(
    'a field takes whole numbers only',
    { qty: variable('Quantity', number) },
    { qty: quantity },
    {
      expected: ['breaking type-narrowed inputs.lines[].quantity'],
      callers: [fine('{ lines: [{ quantity: 2 }] }'), stoppedAtRunTime('{ lines: [{ quantity: 2 }, { quantity: 2.5 }] }')],
    },
  ),
  lines(
    'a date in a list of objects is written otherwise',
    { sku, due: variable('Due', dateAs('%d/%m/%Y')) },
    { sku, due: variable('Due', dateAs('%m/%d/%Y')) },
    {
      expected: ['breaking date-format-changed inputs.lines[].due'],
      callers: [fine(`{ lines: [{ sku: 'a', due: '2026-03-01' }] }`)],
    },
  ),
  lines(
    'a field is renamed by the service, its label stays',
    { workflow_input_a: sku },
    { workflow_input_b: sku },
    { expected: ['warning field-moved inputs.lines[].sku'], callers: [fine(`{ lines: [{ sku: 'a' }] }`)] },
  ),
  lines(
    'a field is renamed and relabelled, its id stays, and its type grows',
    { workflow_input_a: variable('Amount', whole, { id: 'f-1' }) },
    { workflow_input_b: variable('Sum', number, { id: 'f-1' }) },
    {
      expected: [
        'warning field-moved inputs.lines[].amount',
        'info label-changed inputs.lines[].amount',
        'info type-widened inputs.lines[].amount',
      ],
      callers: [fine('{ lines: [{ amount: 1 }] }')],
    },
  ),
  lines(
    'labels of fields change places',
    { a: variable('Net', number), b: variable('Gross', number) },
    { a: variable('Gross', number), b: variable('Net', number) },
    { expected: ['warning labels-crossed inputs.lines[].net'], callers: [stoppedAtRunTime('{ lines: [{ net: 1, gross: 2 }] }')] },
  ),
  lines(
    'a file in a list of objects accepts less',
    { doc: variable('Doc', fileOf('PDF', 'XML')) },
    { doc: variable('Doc', fileOf('XML')) },
    {
      expected: ['breaking accept-narrowed inputs.lines[].doc'],
      callers: [fine(`{ lines: [{ doc: file('a.xml') }] }`), stopped(`{ lines: [{ doc: file('a.pdf') }] }`)],
    },
  ),
  party(
    'a required field appears',
    { name: variable('Name', text) },
    { name: variable('Name', text), vat: variable('VAT', text) },
    { expected: ['breaking field-added-required inputs.party.vat'], callers: [stopped(`{ party: { name: 'Ada' } }`)] },
  ),
  party(
    'an optional field appears',
    { name: variable('Name', text) },
    { name: variable('Name', text), vat: variable('VAT', text, { nullable: true }) },
    { expected: ['info field-added-optional inputs.party.vat'], callers: [fine(`{ party: { name: 'Ada' } }`)] },
  ),
  party(
    'a field goes away',
    { name: variable('Name', text), fax: variable('Fax', text, { nullable: true }) },
    { name: variable('Name', text) },
    {
      expected: ['breaking field-removed inputs.party.fax'],
      callers: [stopped(`{ party: { name: 'Ada', fax: '1' } }`), fine(`{ party: { name: 'Ada' } }`)],
    },
  ),
  party(
    'a field gives way to one of another kind under its label',
    { a: variable('Since', text, { id: 'f-1' }) },
    { b: variable('Since', yesNo, { id: 'f-1' }) },
    {
      expected: ['breaking field-removed inputs.party.since', 'breaking field-added-required inputs.party.since'],
      callers: [stopped(`{ party: { since: 'may' } }`)],
    },
  ),
  party(
    'a field that is itself called type loses an option',
    { type: variable('Type', oneOf('person', 'company')) },
    { type: variable('Type', oneOf('person')) },
    {
      expected: ['breaking options-narrowed inputs.party.type'],
      callers: [fine(`{ party: { type: 'person' } }`), stopped(`{ party: { type: 'company' } }`)],
    },
  ),
  party(
    'a field six levels down changes its type, and one beside it goes',
    { a: variable('A', object({ b: variable('B', listOf(object({ c: variable('C', object({ d: sku, e: quantity })) }))) })) },
    { a: variable('A', object({ b: variable('B', listOf(object({ c: variable('C', object({ d: variable('SKU', whole) })) }))) })) },
    {
      expected: ['breaking type-changed inputs.party.a.b[].c.sku', 'breaking field-removed inputs.party.a.b[].c.quantity'],
      callers: [stopped(`{ party: { a: { b: [{ c: { sku: 'x', quantity: 1 } }] } } }`), fine('{ party: { a: { b: [] } } }')],
    },
  ),
  party(
    'labels, descriptions and order of fields change, deep inside',
    { a: variable('Street', text), b: variable('City', text, { description: 'old' }) },
    { b: variable('Town', text, { description: 'new' }), a: variable('Street', text) },
    { expected: ['info label-changed inputs.party.city'], callers: [fine(`{ party: { street: 's', city: 'c' } }`)] },
  ),
  typed('an object loses its definition', 'Party', object({ name: variable('Name', text) }), anyObject, {
    expected: ['info type-widened inputs.party'],
    callers: [fine(`{ party: { name: 'Ada' } }`)],
  }),
  typed('an object gets a definition', 'Party', anyObject, object({ name: variable('Name', text) }), {
    expected: ['breaking type-narrowed inputs.party'],
    callers: [fine(`{ party: { name: 'Ada' } }`), stopped('{ party: {} }'), stopped('{ party: { name: 1 } }')],
  }),
  typed('a list of objects becomes a list of anything', 'Lines', listOf(object({ sku })), anyList, {
    expected: ['info type-widened inputs.lines'],
    callers: [fine(`{ lines: [{ sku: 'a' }] }`)],
  }),
  typed('elements may be empty now', 'Tags', listOf(text), listOf(text, { nullable: true }), {
    expected: ['info became-optional inputs.tags[]'],
    callers: [fine(`{ tags: ['a'] }`)],
  }),
  typed('elements may not be empty any more', 'Tags', listOf(text, { nullable: true }), listOf(text), {
    expected: ['breaking became-required inputs.tags[]'],
    callers: [fine(`{ tags: ['a'] }`), stopped(`{ tags: ['a', null] }`)],
  }),
  typed('elements become something else', 'Tags', listOf(text), listOf(object({ sku })), {
    expected: ['breaking type-changed inputs.tags[]'],
    callers: [stopped(`{ tags: ['a'] }`), fine('{ tags: [] }')],
  }),
  typed('a list in a list takes more', 'Grid', listOf(listOf(whole)), listOf(listOf(number)), {
    expected: ['info type-widened inputs.grid[][]'],
    callers: [fine('{ grid: [[1], []] }')],
  }),
  typed('dates in a list in a list become texts of a list', 'Grid', listOf(listOf(date)), listOf(listOf(oneOf('a', 'b'))), {
    expected: ['breaking type-changed inputs.grid[][]'],
    callers: [stopped(`{ grid: [['2026-03-01']] }`), fine('{ grid: [[]] }')],
  }),
  typed(
    'the definition of elements is no longer enforced',
    'Lines',
    listOf(object({ sku })),
    listOf({ ...object({ sku }), enforced: false }),
    { expected: ['warning enforcement-changed inputs.lines[]'], callers: [fine(`{ lines: [{ sku: 'a' }] }`)] },
  ),
];
