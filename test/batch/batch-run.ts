/**
 * A program that maps the invoice workflow over purchase orders, with a journal, and kills itself where it is told to.
 * Prints a line of JSON for each settled item. Started by the tests beside it.
 */
import { appendFileSync } from 'node:fs';
import { bytes, createOpusClient, fileJournal, OpusError, type Journal, type JournalEntry } from '@opus-codegen/runtime';
import { invoiceWorkflow } from '../../generated/invoice.ts';
import { createHastyClock } from '../project/hasty-clock.ts';

export interface BatchSettings {
  readonly journal: string;
  readonly items: number;
  readonly concurrency: number;
  readonly kill?: Kill;
  /** Added to every value: another input under the same keys. */
  readonly suffix?: string;
}

/** Where to die: at the save of a state, counted from 1. */
export interface Kill {
  readonly state: JournalEntry['state'];
  readonly nth: number;
  /** `torn`: half of the line is on the disk. */
  readonly when: 'before' | 'torn' | 'after';
}

const { journal: path, items, concurrency, kill, suffix = '' } = JSON.parse(process.argv[2] ?? '{}') as BatchSettings; // written by the tests

function deadly(journal: Journal): Journal {
  let left = kill?.nth ?? Infinity;
  return {
    ...journal,
    async save(entry) {
      if (entry.state === kill?.state) left -= 1;
      // Of this save only: others go on while this one waits for the disk.
      const when = entry.state === kill?.state && left === 0 ? kill.when : undefined;
      if (when === 'torn') {
        const line = JSON.stringify(entry);
        appendFileSync(path, line.slice(0, line.length / 2));
      }
      if (when === 'before' || when === 'torn') process.kill(process.pid, 'SIGKILL');
      await journal.save(entry);
      if (when === 'after') process.kill(process.pid, 'SIGKILL');
    },
  };
}

// Time limits would shrink with the clock, and race with the loopback; there are none here.
const client = createOpusClient({ clock: createHastyClock(), requestTimeoutMs: Infinity, waitTimeoutMs: Infinity });
const orders = Array.from({ length: items }, (_, index) => ({
  invoiceDocument: bytes(new TextEncoder().encode(`%PDF-1.4 of order ${index}`), `${index}.pdf`),
  poNumber: `PO-${index}${suffix}`,
}));

for await (const settled of invoiceWorkflow.map(orders, {
  client,
  concurrency,
  journal: deadly(fileJournal(path)),
  key: (_order, index) => `order ${index}`,
  title: (_order, index) => `order ${index}`,
})) {
  const { key, status } = settled;
  const outcome = status === 'fulfilled' ? 'done' : settled.reason instanceof OpusError ? settled.reason.code : String(settled.reason);
  console.log(JSON.stringify({ key, outcome }));
}
