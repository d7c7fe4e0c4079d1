import {
  anyList,
  anyObject,
  date,
  dateAs,
  file,
  fileOf,
  files,
  jsonText,
  listOf,
  number,
  object,
  oneOf,
  text,
  variable,
  whole,
  yesNo,
  type CanvasType,
  type CanvasVariable,
  type CanvasWorkflow,
} from '../canvas.ts';
import { fine, stopped, stoppedAtRunTime, stoppedOnceRegenerated, type Pair } from '../pair.ts';

const order = variable('Order No.', text);

/** One input besides the order number, which stays. */
function withInput(one: CanvasVariable | undefined): CanvasWorkflow {
  return { inputs: { workflow_input_0rd3r0001: order, ...(one === undefined ? {} : { workflow_input_x7k2m9p4q: one }) } };
}

/** One input that changes its type and nothing else. */
function retyped(
  label: string,
  before: CanvasType,
  after: CanvasType,
  rest: Pick<Pair, 'expected' | 'callers' | 'expectedV2'>,
  name = `${label}: ${before.type} becomes ${after.type}`,
): Pair {
  return { name, before: withInput(variable(label, before)), after: withInput(variable(label, after)), ...rest };
}

const call = (rest: string): string => `{ orderNo: 'A-1'${rest === '' ? '' : `, ${rest}`} }`;

/** What came, went, or may be left out. */
const members: readonly Pair[] = [
  {
    name: 'a required input appears',
    before: withInput(undefined),
    after: withInput(variable('Cost Centre', whole)),
    expected: ['breaking variable-added-required inputs.costCentre'],
    callers: [stopped(call(''))],
  },
  {
    name: 'an optional input appears',
    before: withInput(undefined),
    after: withInput(variable('Memo', text, { nullable: true })),
    expected: ['info variable-added-optional inputs.memo'],
    callers: [fine(call(''))],
  },
  {
    name: 'a required input goes away',
    before: withInput(variable('Rush', yesNo)),
    after: withInput(undefined),
    expected: ['breaking variable-removed inputs.rush'],
    // The second is an object built elsewhere: nothing but what remains of the input in the type can stop it.
    callers: [stopped(call('rush: true')), stopped(`Object.assign({ orderNo: 'A-1' }, { rush: true })`)],
  },
  {
    name: 'an optional input goes away',
    before: withInput(variable('Memo', text, { nullable: true })),
    after: withInput(undefined),
    expected: ['breaking variable-removed inputs.memo'],
    callers: [stopped(call(`memo: 'call first'`)), fine(call(''))],
  },
  {
    name: 'an input must be sent now',
    before: withInput(variable('Memo', text, { nullable: true })),
    after: withInput(variable('Memo', text)),
    expected: ['breaking became-required inputs.memo'],
    callers: [fine(call(`memo: 'call first'`)), stopped(call('')), stopped(call('memo: null'))],
  },
  {
    name: 'an input may be left out now',
    before: withInput(variable('Memo', text)),
    after: withInput(variable('Memo', text, { nullable: true })),
    expected: ['info became-optional inputs.memo'],
    callers: [fine(call(`memo: 'call first'`))],
  },
];

const types: readonly Pair[] = [
  retyped('Pages', whole, number, { expected: ['info type-widened inputs.pages'], callers: [fine(call('pages: 3'))] }),
  retyped('Share', number, whole, {
    expected: ['breaking type-narrowed inputs.share'],
    callers: [fine(call('share: 2')), stoppedAtRunTime(call('share: 0.5'))],
  }),
  // Every date travels as a text, so old code goes on; who holds a `Date` has to write it out once the type is a text.
  retyped('Due', date, text, {
    expected: ['info type-widened inputs.due'],
    callers: [fine(call(`due: '2026-03-01'`)), stoppedOnceRegenerated(call('due: new Date(0)'))],
  }),
  retyped('Due', text, date, {
    expected: ['breaking type-narrowed inputs.due'],
    callers: [fine(call(`due: '2026-03-01'`)), stopped(call(`due: 'soon'`))],
  }),
  // The same for JSON that is not written out yet.
  retyped('Extra', jsonText, text, {
    expected: ['info type-widened inputs.extra'],
    callers: [fine(call(`extra: '{"a":1}'`)), stoppedOnceRegenerated(call('extra: { a: 1 }'))],
  }),
  retyped('Extra', text, jsonText, {
    expected: ['breaking type-narrowed inputs.extra'],
    callers: [fine(call(`extra: '[1]'`)), stoppedAtRunTime(call(`extra: 'hello'`))],
  }),
  retyped('Count', text, whole, { expected: ['breaking type-changed inputs.count'], callers: [stopped(call(`count: '7'`))] }),
  retyped('Rush', yesNo, text, { expected: ['breaking type-changed inputs.rush'], callers: [stopped(call('rush: true'))] }),
  retyped('Rush', yesNo, oneOf('yes', 'no'), { expected: ['breaking type-changed inputs.rush'], callers: [stopped(call('rush: false'))] }),
  retyped('Party', text, object({ name: variable('Name', text) }), {
    expected: ['breaking type-changed inputs.party'],
    callers: [stopped(call(`party: 'Ada'`))],
  }),
  retyped('Party', anyObject, anyList, { expected: ['breaking type-changed inputs.party'], callers: [stopped(call('party: { a: 1 }'))] }),
  retyped('Scan', text, file, { expected: ['warning type-unclear inputs.scan'], callers: [stopped(call(`scan: './a.pdf'`))] }),
  retyped('Scan', file, text, { expected: ['warning type-unclear inputs.scan'], callers: [stopped(call(`scan: file('./a.pdf')`))] }),
  retyped('Scan', file, files(), { expected: ['breaking type-changed inputs.scan'], callers: [stopped(call(`scan: file('./a.pdf')`))] }),
  retyped('Scan', files(), file, { expected: ['breaking type-changed inputs.scan'], callers: [stopped(call(`scan: [file('./a.pdf')]`))] }),
  retyped('Scan', file, anyList, { expected: ['breaking type-changed inputs.scan'], callers: [stopped(call(`scan: file('./a.pdf')`))] }),
  // And for files: they travel as texts in a list.
  retyped('Scans', files('PDF'), anyList, {
    expected: ['info type-widened inputs.scans'],
    callers: [fine(call('scans: []')), stoppedOnceRegenerated(call(`scans: [file('./a.pdf')]`))],
  }),
  retyped('Scans', anyList, files(), {
    expected: ['breaking type-narrowed inputs.scans'],
    callers: [fine(call('scans: []')), stopped(call('scans: [1]'))],
  }),
  retyped('Tags', anyList, listOf(text), {
    expected: ['breaking type-narrowed inputs.tags'],
    callers: [fine(call(`tags: ['a']`)), stopped(call('tags: [1]'))],
  }),
  retyped('Tags', listOf(text), anyList, { expected: ['info type-widened inputs.tags'], callers: [fine(call(`tags: ['a']`))] }),
  retyped('Blob', text, { type: 'node' }, { expected: ['warning type-unknown inputs.blob'], callers: [fine(call(`blob: 'x'`))] }),
  retyped('Blob', { type: 'node' }, text, {
    expected: ['warning type-unknown inputs.blob'],
    callers: [fine(call(`blob: 'x'`)), stopped(call('blob: { x: 1 }'))],
  }),
  retyped('Blob', { type: 'binary' }, { type: 'node' }, { expected: ['warning type-unknown inputs.blob'] }),
  retyped('Blob', { type: 'node' }, { type: 'node' }, { expected: [], callers: [fine(call('blob: [true]'))] }),
  retyped('Memo', text, { type: 'string' }, { expected: [], callers: [fine(call(`memo: 'm'`))] }, 'another spelling of a type'),
  retyped('Count', { type: 'integer' }, { type: 'double' }, { expected: ['info type-widened inputs.count'] }),
];

const values: readonly Pair[] = [
  retyped(
    'Level',
    oneOf('Low', 'High'),
    oneOf('Low'),
    {
      expected: ['breaking options-narrowed inputs.level'],
      callers: [fine(call(`level: 'Low'`)), stopped(call(`level: 'High'`))],
    },
    'an option goes away',
  ),
  retyped(
    'Level',
    oneOf('Low'),
    oneOf('High', 'Low'),
    { expected: ['info options-widened inputs.level'], callers: [fine(call(`level: 'Low'`))] },
    'an option comes',
  ),
  retyped(
    'Level',
    oneOf('Low', 'High'),
    oneOf('High', 'Top'),
    {
      expected: ['breaking options-narrowed inputs.level', 'info options-widened inputs.level'],
      callers: [stopped(call(`level: 'Low'`)), fine(call(`level: 'High'`))],
    },
    'an option is exchanged',
  ),
  retyped(
    'Level',
    oneOf('Low', 'High'),
    oneOf('High', 'Low'),
    { expected: [], callers: [fine(call(`level: 'Low'`))] },
    'options change places',
  ),
  retyped(
    'Level',
    text,
    oneOf('Low', 'High'),
    {
      expected: ['breaking options-narrowed inputs.level'],
      callers: [fine(call(`level: 'Low'`)), stopped(call(`level: 'medium'`))],
    },
    'a text becomes a closed list',
  ),
  retyped(
    'Level',
    oneOf('Low', 'High'),
    text,
    { expected: ['info options-widened inputs.level'], callers: [fine(call(`level: 'Low'`))] },
    'a closed list is opened',
  ),
  retyped(
    'Scan',
    fileOf('PDF', 'PNG'),
    fileOf('PDF'),
    {
      expected: ['breaking accept-narrowed inputs.scan'],
      callers: [fine(call(`scan: file('./a.pdf')`)), stopped(call(`scan: file('./a.png')`))],
    },
    'an extension is no longer accepted',
  ),
  retyped(
    'Scan',
    fileOf('PDF'),
    fileOf('.pdf', 'docx'),
    { expected: ['info accept-widened inputs.scan'], callers: [fine(call(`scan: file('./a.pdf')`))] },
    'an extension more is accepted',
  ),
  retyped(
    'Scan',
    file,
    fileOf('PDF'),
    {
      expected: ['breaking accept-narrowed inputs.scan'],
      callers: [fine(call(`scan: file('./a.pdf')`)), stopped(call(`scan: file('./a.csv')`))],
    },
    'any file becomes certain files',
  ),
  retyped('Scan', fileOf('PDF', 'PNG'), fileOf('png', '.pdf'), { expected: [] }, 'extensions in another order and spelling'),
  retyped(
    'Scans',
    files('PDF', 'PNG'),
    files('PDF'),
    {
      expected: ['breaking accept-narrowed inputs.scans'],
      expectedV2: ['breaking accept-narrowed inputs.scans[]'],
      callers: [fine(call(`scans: [file('./a.pdf')]`)), stopped(call(`scans: [file('./a.png')]`))],
    },
    'an extension is no longer accepted in a list of files',
  ),
  // The value is rewritten for the caller: breaking by the book, since whoever sends text of their own is hit, and nobody here is stopped.
  retyped(
    'Due',
    date,
    dateAs('%d/%m/%Y'),
    {
      expected: ['breaking date-format-changed inputs.due'],
      callers: [fine(call(`due: '2026-03-01'`)), fine(call('due: new Date(0)'))],
    },
    'a date is written otherwise',
  ),
  retyped(
    'Due',
    date,
    dateAs('%Y-%m-%d'),
    { expected: [], callers: [fine(call(`due: '2026-03-01'`))] },
    'the default format is spelled out',
  ),
  retyped(
    'Meta',
    object({ code: variable('Code', text) }),
    { ...object({ code: variable('Code', text) }), enforced: false },
    { expected: ['warning enforcement-changed inputs.meta'], callers: [fine(call(`meta: { code: 'c' }`))] },
    'a definition is no longer enforced',
  ),
];

export const inputPairs: readonly Pair[] = [...members, ...types, ...values];
