import { JournalError } from '../errors/index.ts';
import type { LocalLog } from '../files/local.ts';
import type { Journal, JournalEntry, RunState } from './journal.ts';

/** The first line of every journal. Another version of the format gets another line, and is then refused by this one. */
const HEADER = '{"journal":"opus-codegen","version":1}';

const STATES: readonly string[] = ['prepared', 'initiated', 'executing', 'executed', 'done'] satisfies readonly RunState[];

/**
 * A journal in a file: one line of JSON for each step of each run, on the disk before the step is taken. After a crash the same `map` over the
 * same file goes on where it stopped. It holds keys, job ids and hashes, no values.
 *
 * Beside it stands `<path>.lock` while it is open, so that two processes never run the same items.
 *
 * @throws {JournalError} from the `map`: another process uses it, it is damaged or no journal, it cannot be written.
 */
export function fileJournal(path: string): Journal {
  let opened: Promise<OpenJournal> | undefined;
  let closing: Promise<void> = Promise.resolve();
  let users = 0;
  const enter = (): Promise<OpenJournal> => (opened ??= closing.then(() => openJournal(path)));
  const leave = async (): Promise<void> => {
    users -= 1;
    if (users > 0 || opened === undefined) return;
    const last = opened;
    opened = undefined;
    closing = last.then(({ log }) => log.close()).catch(() => {});
    await closing;
  };
  return {
    async open() {
      users += 1;
      await enter().catch(async (error: unknown) => {
        await leave();
        throw error;
      });
    },
    close: leave,
    async load(key) {
      return (await enter()).entries.get(key);
    },
    async save(entry) {
      const { entries, log } = await enter();
      await log.append(JSON.stringify(entry));
      entries.set(entry.key, entry);
    },
  };
}

interface OpenJournal {
  readonly entries: Map<string, JournalEntry>;
  readonly log: LocalLog;
}

async function openJournal(path: string): Promise<OpenJournal> {
  const { openLog } = await import('#local-files');
  const entries = new Map<string, JournalEntry>();
  let line = 1;
  const log = await openLog(path, HEADER, (text) => {
    line += 1;
    const entry = readEntry(text);
    if (entry === undefined) {
      const message = `The journal ${path} is damaged in line ${line}. It was left as it is.`;
      const hint = 'Look at what happened to the file; without its lines, runs could be repeated.';
      throw new JournalError({ code: 'JOURNAL_FAILED', message, hint });
    }
    entries.set(entry.key, entry);
  });
  return { entries, log };
}

function readEntry(text: string): JournalEntry | undefined {
  try {
    const { key, state, inputDigest, jobExecutionId } = JSON.parse(text) as Partial<Record<string, unknown>>; // every field is looked at below
    if (typeof key !== 'string' || typeof inputDigest !== 'string' || !isState(state)) return undefined;
    if (typeof jobExecutionId === 'string') return { key, state, inputDigest, jobExecutionId };
    return jobExecutionId === undefined && state === 'prepared' ? { key, state, inputDigest } : undefined;
  } catch {
    return undefined;
  }
}

function isState(state: unknown): state is RunState {
  return typeof state === 'string' && STATES.includes(state);
}
