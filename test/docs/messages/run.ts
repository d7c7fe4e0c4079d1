import { addInput } from '../../cli-drift/drifting-project.ts';
import type { CliProject } from '../../cli/harness.ts';
import { workflowIds } from '../../workflows/workflows.ts';
import { editInvoice, type Scenario, type Scenarios } from './scenario.ts';

const { invoice } = workflowIds;
const ONE = 'run invoice --set poNumber=PO-4711 --file invoiceDocument=march.pdf';
const MANY = 'run invoice --batch rows.csv --out results.jsonl';
const ROWS = 'invoiceDocument,poNumber\nmarch.pdf,PO-1\nmarch.pdf,PO-2\n';

/** A run of one job, after something happened to the service. */
function one(prepare?: (project: CliProject) => void, type: string = ONE): Scenario {
  return { type, files: { 'march.pdf': '%PDF-1.4' }, ...(prepare && { prepare }) };
}

/** A batch of these rows. */
function many(rows: string, more: Partial<Scenario> = {}): Scenario {
  return { type: MANY, ...more, files: { 'march.pdf': '%PDF-1.4', 'rows.csv': rows, ...more.files } };
}

/** One row after the other, so that each has the same job every time. */
async function afterABatch(project: CliProject): Promise<void> {
  project.operator.setOutcome(invoice, { durationMs: 0 });
  const { code, stderr } = await project.run([...MANY.split(' '), '--key', 'poNumber', '--concurrency', '1']);
  if (code !== 0) throw new Error(stderr);
}

export const RUN_SCENARIOS: Scenarios = {
  'input-unreadable': one(undefined, 'run invoice --input nowhere.json'),
  'input-invalid': one(undefined, `${ONE} --set confidenceThreshold=high`),
  'rows-unreadable': many('invoiceDocument,poNumber\nmarch.pdf,"PO-1\n'),
  'rows-header': many('invoiceDocument,poNumbr\nmarch.pdf,PO-1\n'),
  'rows-invalid': many('invoiceDocument,poNumber\nmarch.pdf,\napril.pdf,PO-2\n'),
  'batch-files': many(ROWS, { type: 'run invoice --batch rows.csv --out rows.csv' }),
  'results-foreign': many(ROWS, { files: { 'results.jsonl': 'My notes.\n' } }),
  'journal-failed': many(ROWS, { files: { 'results.jsonl.journal': 'My notes.\n' } }),
  'run-key-conflict': many(ROWS, {
    type: `${MANY} --key poNumber`,
    prepare: async (project) => {
      await afterABatch(project);
      project.write({ 'april.pdf': '%PDF-1.4', 'rows.csv': ROWS.replace('march.pdf,PO-2', 'april.pdf,PO-2') });
    },
  }),
  'job-failed': one(({ operator }) => operator.setOutcome(invoice, { durationMs: 0, status: 'FAILED', failedNode: 'Match PO' })),
  'job-refused': one(({ operator }) =>
    operator.fault({ call: 'execute', kind: 'status', status: 422, body: { statusCode: 422, message: ['the workflow is switched off'] } }),
  ),
  'job-unfinished': one(({ operator }) => operator.setOutcome(invoice, { held: true }), `${ONE} --timeout 30s`),
  'job-outcome-unknown': one(({ operator }) => operator.fault({ call: 'execute', kind: 'dropBefore', times: Infinity })),
  'run-drift': one((project) => addInput(project, 'Cost Centre')),
  'run-adapted': one((project) =>
    editInvoice(project, ({ jobPayloadSchema }) => {
      jobPayloadSchema['workflow_input_n0te77xyz'] = {
        variable_name: 'workflow_input_n0te77xyz',
        display_name: 'Note',
        type: 'str',
        is_nullable: true,
      };
    }),
  ),
  'output-undeclared': one(({ operator }) => operator.setOutcome(invoice, { durationMs: 0, outputs: { Total: 'about 119' } })),
  'upload-failed': one(({ operator }) => operator.fault({ call: 'put', kind: 'status', status: 403, times: Infinity })),
  'job-doubled': one(({ operator }) => {
    operator.setOutcome(invoice, { durationMs: 0 });
    operator.fault({ call: 'initiate', kind: 'dropAfter' });
  }),
  'batch-stopped': many(ROWS, { env: { OPUS_SERVICE_KEY: `_${'k'.repeat(96)}` } }),
  'job-not-found': { type: 'run invoice --job 9999' },
};
