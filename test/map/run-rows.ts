/**
 * A program that maps a workflow over rows with a journal, to be killed at any moment: prints a line of JSON for each settled item.
 *
 * node run-rows.ts '{ "baseUrl": …, "serviceKey": …, "journal": path, "rows": 12, "concurrency": 3 }'
 */
import { bytes, createOpusClient, defineWorkflow, fileJournal, OpusError, type FileInput } from '@opus-codegen/runtime';
import { createHastyClock } from '../project/hasty-clock.ts';
import { rowsDescriptor } from './rows-workflow.ts';

interface Row {
  readonly note: string;
  readonly scan: FileInput<'.txt'>;
}

const settings: unknown = JSON.parse(process.argv[2] ?? '{}');
const { baseUrl, serviceKey, journal, rows, concurrency } = settings as {
  baseUrl: string;
  serviceKey: string;
  journal: string;
  rows: number;
  concurrency: number;
}; // written by the test

const client = createOpusClient({ baseUrl, serviceKey, clock: createHastyClock() });
const workflow = defineWorkflow<Row, { readonly total?: number }>(rowsDescriptor);

function* source(): Generator<Row> {
  for (let row = 0; row < rows; row++) yield { note: `row ${row}`, scan: bytes(new TextEncoder().encode(`scan ${row}`), `${row}.txt`) };
}

for await (const settled of workflow.map(source(), {
  client,
  concurrency,
  journal: fileJournal(journal),
  key: ({ note }) => note,
  title: ({ note }) => note,
})) {
  const outcome =
    settled.status === 'fulfilled' ? settled.value.jobExecutionId : settled.reason instanceof OpusError ? settled.reason.code : 'other';
  process.stdout.write(`${JSON.stringify({ key: settled.key, outcome })}\n`);
}
