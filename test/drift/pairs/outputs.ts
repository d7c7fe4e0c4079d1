import {
  anyObject,
  date,
  dateAs,
  file,
  fileOf,
  listOf,
  number,
  object,
  oneOf,
  text,
  variable,
  whole,
  yesNo,
  type CanvasElement,
  type CanvasType,
  type CanvasVariables,
} from '../canvas.ts';
import { fine, reads, readsNoMore, stoppedAtRunTime, type Caller, type Pair } from '../pair.ts';

const inputs = { workflow_input_0rd3r0001: variable('Order No.', text) };
/** Callers send what they sent; what comes back never stops a run but where it could be taken for something else. */
const callers: readonly Caller[] = [fine(`{ orderNo: 'A-1' }`)];

function outputs(
  name: string,
  before: CanvasVariables,
  after: CanvasVariables,
  rest: Pick<Pair, 'expected' | 'readers' | 'callers'>,
): Pair {
  return { name, before: { inputs, outputs: before }, after: { inputs, outputs: after }, callers, ...rest };
}

/** One output that changes its type, and perhaps whether it may be empty. */
function retyped(
  name: string,
  label: string,
  before: CanvasType,
  after: CanvasType,
  rest: Pick<Pair, 'expected' | 'readers'>,
  nullable: readonly [before?: CanvasElement['nullable'], after?: CanvasElement['nullable']] = [],
): Pair {
  const [was, is] = [
    variable(label, before, { nullable: nullable[0] ?? false }),
    variable(label, after, { nullable: nullable[1] ?? false }),
  ];
  return outputs(name, { workflow_output_x7k2m9p4: was }, { workflow_output_x7k2m9p4: is }, rest);
}

const sku = variable('SKU', text);
const quantity = variable('Quantity', whole);

export const outputPairs: readonly Pair[] = [
  outputs(
    'an output appears',
    {},
    { workflow_output_t0tal001: variable('Total', number) },
    { expected: ['info variable-added outputs.total'] },
  ),
  outputs(
    'an output goes away',
    { workflow_output_n0te0001: variable('Note', text), workflow_output_t0tal001: variable('Total', number) },
    { workflow_output_n0te0001: variable('Note', text) },
    {
      expected: ['breaking variable-removed outputs.total'],
      readers: [readsNoMore('void outputs.total;'), reads('const note: string | undefined = outputs.note; void note;')],
    },
  ),
  outputs(
    'an output that could be empty goes away',
    { workflow_output_n0te0001: variable('Note', text), workflow_output_t0tal001: variable('Total', number, { nullable: true }) },
    { workflow_output_n0te0001: variable('Note', text) },
    { expected: ['warning variable-removed outputs.total'], readers: [readsNoMore('void outputs.total;')] },
  ),
  retyped('a result may be a fraction now', 'Total', whole, number, {
    expected: ['breaking type-widened outputs.total'],
    // To the compiler a number is a number.
    readers: [reads('const total: number | undefined = outputs.total; void total;')],
  }),
  retyped('a result is a whole number now', 'Total', number, whole, {
    expected: ['info type-narrowed outputs.total'],
    readers: [reads('const total: number | undefined = outputs.total; void total;')],
  }),
  retyped('a result changes its kind', 'Total', number, text, {
    expected: ['breaking type-changed outputs.total'],
    readers: [readsNoMore('const total: number | undefined = outputs.total; void total;')],
  }),
  retyped('a result has options more', 'Verdict', oneOf('yes', 'no'), oneOf('yes', 'no', 'maybe'), {
    expected: ['warning options-widened outputs.verdict'],
    readers: [reads(`if (outputs.verdict === 'yes') void 0;`)],
  }),
  retyped('a result has options less', 'Verdict', oneOf('yes', 'no'), oneOf('yes'), {
    expected: ['info options-narrowed outputs.verdict'],
    // Outputs stay open: an option that is gone may still arrive from a run that began before.
    readers: [reads(`if (outputs.verdict === 'no') void 0;`)],
  }),
  retyped('a result is no closed list any more', 'Verdict', oneOf('yes', 'no'), text, {
    expected: ['warning options-widened outputs.verdict'],
  }),
  retyped('a file may be of one more kind', 'Report', fileOf('PDF'), fileOf('PDF', 'DOCX'), {
    expected: ['warning accept-widened outputs.report'],
    readers: [reads('const report: string | undefined = outputs.report; void report;')],
  }),
  retyped('a file is of one kind only', 'Report', fileOf('PDF', 'DOCX'), fileOf('PDF'), {
    expected: ['info accept-narrowed outputs.report'],
  }),
  retyped(
    'a result may be empty now',
    'Total',
    number,
    number,
    {
      expected: ['breaking became-optional outputs.total'],
      readers: [readsNoMore('const total: number | undefined = outputs.total; void total;')],
    },
    [false, true],
  ),
  retyped(
    'a result is never empty now',
    'Total',
    number,
    number,
    {
      expected: ['info became-required outputs.total'],
      readers: [reads('const total: number | null | undefined = outputs.total; void total;')],
    },
    [true, false],
  ),
  retyped('a date arrives otherwise', 'Booked', date, dateAs('%d.%m.%Y'), {
    expected: ['breaking date-format-changed outputs.booked'],
    readers: [reads('const booked: string | undefined = outputs.booked; void booked;')],
  }),
  retyped('a date arrives as any text', 'Booked', date, text, { expected: ['breaking type-widened outputs.booked'] }),
  retyped('a file arrives as text', 'Report', file, text, { expected: ['warning type-unclear outputs.report'] }),
  retyped(
    'a result of a kind nobody knows',
    'Report',
    text,
    { type: 'binary' },
    {
      expected: ['warning type-unknown outputs.report'],
      readers: [readsNoMore('const report: string | undefined = outputs.report; void report;')],
    },
  ),
  retyped('elements have a field more', 'Lines', listOf(object({ sku })), listOf(object({ sku, quantity })), {
    expected: ['info field-added outputs.lines[].quantity'],
    readers: [reads('const sku: string | undefined = outputs.lines?.[0]?.sku; void sku;')],
  }),
  retyped('elements have a field less', 'Lines', listOf(object({ sku, quantity })), listOf(object({ sku })), {
    expected: ['breaking field-removed outputs.lines[].quantity'],
    readers: [readsNoMore('void outputs.lines?.[0]?.quantity;'), reads('void outputs.lines?.[0]?.sku;')],
  }),
  retyped(
    'elements have a field less that could be empty',
    'Lines',
    listOf(object({ sku, quantity: { ...quantity, nullable: true } })),
    listOf(object({ sku })),
    { expected: ['warning field-removed outputs.lines[].quantity'], readers: [readsNoMore('void outputs.lines?.[0]?.quantity;')] },
  ),
  retyped(
    'a field of an object in a result may be empty now',
    'Party',
    object({ vat: variable('VAT', text) }),
    object({ vat: variable('VAT', text, { nullable: true }) }),
    {
      expected: ['breaking became-optional outputs.party.vat'],
      readers: [readsNoMore('const vat: string | undefined = outputs.party?.vat; void vat;')],
    },
  ),
  retyped('elements may be empty now', 'Tags', listOf(text), listOf(text, { nullable: true }), {
    expected: ['breaking became-optional outputs.tags[]'],
    readers: [readsNoMore('const tag: string | undefined = outputs.tags?.[0]; void tag;')],
  }),
  retyped('a result loses its definition', 'Party', object({ vat: variable('VAT', text) }), anyObject, {
    expected: ['breaking type-widened outputs.party'],
    readers: [readsNoMore('const vat: string | undefined = outputs.party?.vat; void vat;')],
  }),
  retyped('a result gets a definition', 'Party', anyObject, object({ vat: variable('VAT', text) }), {
    expected: ['info type-narrowed outputs.party'],
  }),
  retyped(
    'the definition of a result is enforced now',
    'Party',
    { ...object({ vat: variable('VAT', text) }), enforced: false },
    object({ vat: variable('VAT', text) }),
    { expected: ['info enforcement-changed outputs.party'] },
  ),
  outputs(
    'an output is renamed by the service',
    { workflow_output_aaaaaaaa: variable('Total', number) },
    { workflow_output_bbbbbbbb: variable('Total', number) },
    {
      expected: ['warning variable-moved outputs.total'],
      readers: [reads('const total: number | undefined = outputs.total; void total;')],
    },
  ),
  outputs(
    'a field of an output is renamed by the service',
    { workflow_output_aaaaaaaa: variable('Party', object({ a: variable('VAT', text) })) },
    { workflow_output_aaaaaaaa: variable('Party', object({ b: variable('VAT', text) })) },
    { expected: ['warning field-moved outputs.party.vat'], readers: [reads('void outputs.party?.vat;')] },
  ),
  outputs(
    'labels of outputs change places',
    { a: variable('Net', number), b: variable('Gross', number) },
    { a: variable('Gross', number), b: variable('Net', number) },
    { expected: ['warning labels-crossed outputs.net'], callers: [stoppedAtRunTime(`{ orderNo: 'A-1' }`)] },
  ),
  outputs(
    'order and descriptions of outputs',
    { a: variable('Net', number), b: variable('Ok', yesNo, { description: 'old' }) },
    { b: variable('Ok', yesNo, { description: 'new' }), a: variable('Net', number) },
    { expected: [], readers: [reads('const ok: boolean | undefined = outputs.ok; void ok;')] },
  ),
];
