import {
  date,
  dateAs,
  fileOf,
  files,
  listOf,
  number,
  object,
  oneOf,
  text,
  variable,
  whole,
  yesNo,
  type CanvasWorkflow,
} from '../canvas.ts';
import { fine, reads, readsNoMore, stopped, type Pair } from '../pair.ts';

const plain: CanvasWorkflow = { inputs: { workflow_input_0rd3r0001: variable('Order No.', text) } };
const callers = [fine(`{ orderNo: 'A-1' }`)];

/** The workflow as a whole, and days on which everything changes. */
export const workflowPairs: readonly Pair[] = [
  { name: 'nothing changes', before: plain, after: structuredClone(plain), expected: [], callers },
  {
    name: 'the workflow is renamed',
    before: plain,
    after: { ...plain, name: 'Post room' },
    expected: ['info workflow-renamed workflow'],
    callers,
  },
  {
    name: 'the workflow is switched off',
    before: plain,
    after: { ...plain, active: false },
    expected: ['warning workflow-inactive workflow'],
    callers,
  },
  { name: 'the workflow was off and is on again', before: { ...plain, active: false }, after: plain, expected: [], callers },
  { name: 'the workflow is gone', before: plain, after: 'gone', expected: ['breaking workflow-missing workflow'] },
  {
    name: 'another version is published',
    only: 'v2',
    before: { ...plain, version: 3 },
    after: { ...plain, version: 4 },
    expected: ['info version-changed workflow'],
    callers,
  },
  {
    name: 'the pinned version is not the one that answers',
    only: 'v2',
    pin: 3,
    before: { ...plain, version: 3 },
    after: { ...plain, version: 4 },
    expected: ['breaking version-changed workflow'],
    callers,
  },
  {
    name: 'every input is replaced',
    before: {
      inputs: {
        workflow_input_aaaaaaaa1: variable('From', date),
        workflow_input_aaaaaaaa2: variable('To', date),
        workflow_input_aaaaaaaa3: variable('Who', text),
      },
    },
    after: { inputs: { workflow_input_bbbbbbbb1: variable('Count', whole), workflow_input_bbbbbbbb2: variable('Loud', yesNo) } },
    expected: [
      'breaking variable-removed inputs.from',
      'breaking variable-removed inputs.to',
      'breaking variable-removed inputs.who',
      'breaking variable-added-required inputs.count',
      'breaking variable-added-required inputs.loud',
    ],
    callers: [stopped(`{ from: '2026-01-01', to: '2026-01-02', who: 'Ada' }`)],
  },
  {
    name: 'every input is taken away',
    before: { inputs: { workflow_input_aaaaaaaa1: variable('Who', text, { nullable: true }) } },
    after: { inputs: {} },
    expected: ['breaking variable-removed inputs.who'],
    callers: [stopped(`{ who: 'Ada' }`), fine('{}')],
  },
  {
    name: 'a busy morning in the canvas',
    before: {
      name: 'Goods in',
      inputs: {
        workflow_input_1nv01ce01: variable('Invoice', fileOf('PDF', 'PNG')),
        workflow_input_p0numb3r1: variable('PO Number', text, { id: 'b-2' }),
        workflow_input_thr3sh0ld: variable('Threshold', number, { nullable: true }),
        workflow_input_l1n3s0001: variable(
          'Lines',
          listOf(object({ sku: variable('SKU', text), unit: variable('Unit', oneOf('kg', 'box')), due: variable('Due', date) })),
        ),
        workflow_input_att4chm01: variable('Attachments', files('PDF'), { nullable: true }),
      },
      outputs: {
        workflow_output_t0tal001: variable('Total', whole),
        workflow_output_v3rd1ct1: variable('Verdict', oneOf('book', 'hold')),
        workflow_output_n0te0001: variable('Note', text, { nullable: true }),
      },
    },
    after: {
      name: 'Goods in (new)',
      inputs: {
        workflow_input_c0stc3n01: variable('Cost Centre', text),
        workflow_input_1nv01ce01: variable('Invoice', fileOf('PDF')),
        workflow_input_n3wp0num1: variable('Purchase Order', text, { id: 'b-2' }),
        workflow_input_l1n3s0001: variable(
          'Lines',
          listOf(
            object({
              sku: variable('SKU', text),
              unit: variable('Unit', oneOf('kg', 'box', 'pallet')),
              due: variable('Due', dateAs('%d/%m/%Y')),
              note: variable('Note', text, { nullable: true }),
            }),
          ),
        ),
        workflow_input_att4chm01: variable('Attachments', files('PDF'), { nullable: true }),
      },
      outputs: {
        workflow_output_t0tal001: variable('Total', number),
        workflow_output_v3rd1ct1: variable('Verdict', oneOf('book', 'hold', 'refuse')),
        workflow_output_b00k3d01: variable('Booked On', date),
      },
    },
    expected: [
      'info workflow-renamed workflow',
      'breaking accept-narrowed inputs.invoice',
      'info label-changed inputs.poNumber',
      'warning variable-moved inputs.poNumber',
      'breaking variable-removed inputs.threshold',
      'info options-widened inputs.lines[].unit',
      'breaking date-format-changed inputs.lines[].due',
      'info field-added-optional inputs.lines[].note',
      'breaking variable-added-required inputs.costCentre',
      'breaking type-widened outputs.total',
      'warning options-widened outputs.verdict',
      'warning variable-removed outputs.note',
      'info variable-added outputs.bookedOn',
    ],
    callers: [stopped(`{ invoice: file('./a.pdf'), poNumber: 'P', lines: [] }`)],
    readers: [reads('const total: number | undefined = outputs.total; void total;'), readsNoMore('void outputs.note;')],
  },
];
