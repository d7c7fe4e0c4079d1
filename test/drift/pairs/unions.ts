import { date, dateAs, number, object, oneOf, text, variable, whole, yesNo, type CanvasType, type CanvasVariables } from '../canvas.ts';
import { fine, stopped, stoppedOnceRegenerated, type Pair } from '../pair.ts';

/** Several allowed types, which only v2 has. */
function allowed(
  name: string,
  before: CanvasType | readonly CanvasType[],
  after: CanvasType | readonly CanvasType[],
  rest: Pick<Pair, 'expected' | 'callers'>,
): Pair {
  return { name, only: 'v2', before: { inputs: amountOf(before) }, after: { inputs: amountOf(after) }, ...rest };
}

function amountOf(type: CanvasType | readonly CanvasType[]): CanvasVariables {
  return { workflow_input_un10n0001: variable('Amount', type) };
}

export const unionPairs: readonly Pair[] = [
  allowed('one allowed type more', whole, [whole, text], {
    expected: ['info type-widened inputs.amount'],
    callers: [fine('{ amount: 1 }')],
  }),
  allowed('one allowed type less', [whole, text], whole, {
    expected: ['breaking type-narrowed inputs.amount'],
    callers: [fine('{ amount: 1 }'), stopped(`{ amount: 'one' }`)],
  }),
  allowed('one allowed type for another', [whole, yesNo], [whole, text], {
    expected: ['breaking type-changed inputs.amount'],
    callers: [fine('{ amount: 1 }'), stopped('{ amount: true }')],
  }),
  allowed('allowed types in another order', [number, text], [text, number], {
    expected: [],
    callers: [fine('{ amount: 1 }'), fine(`{ amount: 'one' }`)],
  }),
  allowed('one of the allowed types grows', [whole, yesNo], [number, yesNo], {
    expected: ['info type-widened inputs.amount'],
    callers: [fine('{ amount: 1 }'), fine('{ amount: false }')],
  }),
  allowed('a date among the allowed types is written otherwise', [whole, date], [whole, dateAs('%d')], {
    expected: ['breaking date-format-changed inputs.amount'],
    callers: [fine('{ amount: 1 }'), fine(`{ amount: '2026-03-01' }`)],
  }),
  allowed('an option of a text among the allowed types goes away', [whole, oneOf('all', 'none')], [whole, oneOf('all')], {
    expected: ['breaking options-narrowed inputs.amount'],
    callers: [fine(`{ amount: 'all' }`), stopped(`{ amount: 'none' }`)],
  }),
  allowed(
    'a field of an object among the allowed types changes',
    [whole, object({ value: variable('Value', number), unit: variable('Unit', text) })],
    [object({ value: variable('Value', text), unit: variable('Unit', text) }), whole],
    {
      expected: ['breaking type-changed inputs.amount.value'],
      callers: [fine('{ amount: 1 }'), stopped(`{ amount: { value: 1, unit: 'EUR' } }`)],
    },
  ),
  allowed('dates are no longer listed beside any text', [date, text], text, {
    expected: ['breaking type-narrowed inputs.amount'],
    // Narrower only in what is listed: every date is a text.
    callers: [fine(`{ amount: '2026-03-01' }`), stoppedOnceRegenerated('{ amount: new Date(0) }')],
  }),
  allowed('a kind nobody knows joins', text, [text, { type: 'node' }], {
    expected: ['info type-widened inputs.amount'],
    callers: [fine(`{ amount: 'x' }`)],
  }),
];
