import { number, oneOf, text, variable, whole, yesNo, type CanvasVariables } from '../canvas.ts';
import { fine, stopped, stoppedAtRunTime, type Pair } from '../pair.ts';

/** Names, labels and ids that move, cross, tie and lie. */
function inputs(name: string, before: CanvasVariables, after: CanvasVariables, rest: Omit<Pair, 'name' | 'before' | 'after'>): Pair {
  return { name, before: { inputs: before }, after: { inputs: after }, ...rest };
}

export const namePairs: readonly Pair[] = [
  inputs(
    'every wire name is made anew, labels stay',
    { workflow_input_aaaaaaaa1: variable('Net', number), workflow_input_aaaaaaaa2: variable('Gross', number) },
    { workflow_input_bbbbbbbb1: variable('Net', number), workflow_input_bbbbbbbb2: variable('Gross', number) },
    {
      expected: ['warning variable-moved inputs.net', 'warning variable-moved inputs.gross'],
      callers: [fine('{ net: 1, gross: 2 }')],
    },
  ),
  inputs(
    'a wire name is made anew and the label edited, the id stays',
    { workflow_input_aaaaaaaa1: variable('PO', text, { id: 'n-1' }) },
    { workflow_input_bbbbbbbb1: variable('Purchase order', text, { id: 'n-1' }) },
    { expected: ['warning variable-moved inputs.po', 'info label-changed inputs.po'], callers: [fine(`{ po: 'x' }`)] },
  ),
  inputs(
    'renamed and narrowed at once',
    { workflow_input_aaaaaaaa1: variable('Level', oneOf('a', 'b')) },
    { workflow_input_bbbbbbbb1: variable('Level', oneOf('b', 'c')) },
    {
      expected: ['warning variable-moved inputs.level', 'breaking options-narrowed inputs.level', 'info options-widened inputs.level'],
      callers: [stopped(`{ level: 'a' }`), fine(`{ level: 'b' }`)],
    },
  ),
  inputs(
    'renamed, relabelled, retyped and optional at once',
    { workflow_input_aaaaaaaa1: variable('Pages', whole, { id: 'n-1' }) },
    { workflow_input_bbbbbbbb1: variable('Sheets', number, { id: 'n-1', nullable: true }) },
    {
      expected: [
        'warning variable-moved inputs.pages',
        'info label-changed inputs.pages',
        'info became-optional inputs.pages',
        'info type-widened inputs.pages',
      ],
      callers: [fine('{ pages: 1 }')],
    },
  ),
  inputs(
    'renamed, and of another kind: it is not the same variable',
    { workflow_input_aaaaaaaa1: variable('Flag', whole, { id: 'n-1' }) },
    { workflow_input_bbbbbbbb1: variable('Flag', yesNo, { id: 'n-1' }) },
    {
      expected: ['breaking variable-removed inputs.flag', 'breaking variable-added-required inputs.flag'],
      callers: [stopped('{ flag: 1 }')],
    },
  ),
  inputs(
    'the same wire name, another kind: it is the same variable',
    { workflow_input_aaaaaaaa1: variable('Flag', whole, { id: 'n-1' }) },
    { workflow_input_aaaaaaaa1: variable('Marker', yesNo, { id: 'n-2' }) },
    {
      expected: ['breaking type-changed inputs.flag', 'info label-changed inputs.flag'],
      callers: [stopped('{ flag: 1 }')],
    },
  ),
  inputs(
    'a wire name that survives with another id and another label',
    { workflow_input_aaaaaaaa1: variable('Flag', yesNo, { id: 'n-1' }) },
    { workflow_input_aaaaaaaa1: variable('Marker', yesNo, { id: 'n-2' }) },
    { expected: ['info label-changed inputs.flag'], callers: [fine('{ flag: true }')] },
  ),
  inputs(
    'two labels change places',
    { a: variable('Net', number), b: variable('Gross', number) },
    { a: variable('Gross', number), b: variable('Net', number) },
    { expected: ['warning labels-crossed inputs.net'], callers: [stoppedAtRunTime('{ net: 1, gross: 2 }')] },
  ),
  inputs(
    'three labels go round',
    { a: variable('One', text), b: variable('Two', text), c: variable('Three', text) },
    { a: variable('Two', text), b: variable('Three', text), c: variable('One', text) },
    { expected: ['warning labels-crossed inputs.one'], callers: [stoppedAtRunTime(`{ one: '1', two: '2', three: '3' }`)] },
  ),
  inputs(
    'wire names change places under their labels and ids: the same danger',
    { a: variable('Net', number, { id: 'n-1' }), b: variable('Gross', number, { id: 'n-2' }) },
    { b: variable('Net', number, { id: 'n-1' }), a: variable('Gross', number, { id: 'n-2' }) },
    { expected: ['warning labels-crossed inputs.net'], callers: [stoppedAtRunTime('{ net: 1, gross: 2 }')] },
  ),
  inputs(
    'labels change places, and the types with them',
    { a: variable('Net', number), b: variable('Memo', text) },
    { a: variable('Memo', text), b: variable('Net', number) },
    {
      expected: ['warning labels-crossed inputs.net', 'breaking type-changed inputs.net', 'breaking type-changed inputs.memo'],
      callers: [stopped(`{ net: 1, memo: 'm' }`)],
    },
  ),
  inputs(
    'labels change places while the wire names are made anew: ids tell who is who',
    { a: variable('Net', number, { id: 'n-1' }), b: variable('Gross', number, { id: 'n-2' }) },
    { c: variable('Gross', number, { id: 'n-1' }), d: variable('Net', number, { id: 'n-2' }) },
    {
      expected: ['warning labels-crossed inputs.net', 'warning variable-moved inputs.net', 'warning variable-moved inputs.gross'],
      callers: [stoppedAtRunTime('{ net: 1, gross: 2 }')],
    },
  ),
  inputs(
    'a label taken over from one that was relabelled itself is a chain, not a circle',
    { a: variable('One', text), b: variable('Two', text) },
    { a: variable('Two', text), b: variable('Three', text) },
    {
      expected: ['info label-changed inputs.one', 'info label-changed inputs.two'],
      callers: [fine(`{ one: '1', two: '2' }`)],
    },
  ),
  inputs(
    'two new inputs with the label of the one that is gone: nobody can tell which',
    { workflow_input_aaaaaaaa1: variable('Name', text) },
    { workflow_input_bbbbbbbb1: variable('Name', text), workflow_input_cccccccc1: variable('Name', text) },
    {
      expected: [
        'breaking variable-removed inputs.name',
        'breaking variable-added-required inputs.nameBbbbbbbb1',
        'breaking variable-added-required inputs.nameCccccccc1',
      ],
      callers: [stopped(`{ name: 'n' }`)],
    },
  ),
  inputs(
    'two with one label become one: nobody can tell which stayed',
    { workflow_input_aaaaaaaa1: variable('Name', text), workflow_input_aaaaaaaa2: variable('Name', text) },
    { workflow_input_bbbbbbbb1: variable('Name', text) },
    {
      expected: [
        'breaking variable-removed inputs.nameAaaaaaaa1',
        'breaking variable-removed inputs.nameAaaaaaaa2',
        'breaking variable-added-required inputs.name',
      ],
      callers: [stopped(`{ nameAaaaaaaa1: 'n', nameAaaaaaaa2: 'm' }`)],
    },
  ),
  inputs(
    'two candidates by id',
    { workflow_input_aaaaaaaa1: variable('Key', text, { id: 'n-1' }) },
    {
      workflow_input_bbbbbbbb1: variable('Left', text, { id: 'n-1', nullable: true }),
      workflow_input_cccccccc1: variable('Right', text, { id: 'n-1', nullable: true }),
    },
    {
      expected: [
        'breaking variable-removed inputs.key',
        'info variable-added-optional inputs.left',
        'info variable-added-optional inputs.right',
      ],
      callers: [stopped(`{ key: 'k' }`)],
    },
  ),
  inputs(
    'the id decides before the label does',
    { workflow_input_aaaaaaaa1: variable('Name', text, { id: 'n-1' }) },
    {
      workflow_input_bbbbbbbb1: variable('Name', text, { id: 'n-9', nullable: true }),
      workflow_input_cccccccc1: variable('Title', text, { id: 'n-1' }),
    },
    {
      // The moved one keeps the name, so the newcomer has to take another.
      expected: [
        'warning variable-moved inputs.name',
        'info label-changed inputs.name',
        'info variable-added-optional inputs.nameBbbbbbbb1',
      ],
      callers: [fine(`{ name: 'n' }`)],
    },
  ),
  inputs(
    'a label that another input shares proves nothing',
    { workflow_input_aaaaaaaa1: variable('Date', text), workflow_input_kept00001: variable('Date', text) },
    { workflow_input_bbbbbbbb1: variable('Date', text), workflow_input_kept00001: variable('Date', text) },
    {
      // Nobody is called plainly `date` so far: the two of before were named apart by their wires.
      expected: ['breaking variable-removed inputs.dateAaaaaaaa1', 'breaking variable-added-required inputs.date'],
      callers: [stopped(`{ dateAaaaaaaa1: 'd', dateKept00001: 'e' }`)],
    },
  ),
  inputs(
    'an input whose wire name every object knows',
    { __proto__x: variable('P', text), ['__proto__']: variable('Proto', oneOf('a', 'b')), constructor: variable('Builder', whole) },
    { __proto__x: variable('P', text), ['__proto__']: variable('Proto', oneOf('a')), constructor: variable('Builder', number) },
    {
      expected: ['breaking options-narrowed inputs.proto', 'info type-widened inputs.builder'],
      callers: [fine(`{ p: 'p', proto: 'a', builder: 1 }`), stopped(`{ p: 'p', proto: 'b', builder: 1 }`)],
    },
  ),
];
