/**
 * How far a run has come. Each state is kept **before** the step it names, so that after a crash nothing runs twice and nothing is lost:
 * `prepared` the input was found valid · `initiated` the job exists and runs nothing · `executing` execute is about to be sent, or was ·
 * `executed` the service accepted it · `done` the job has ended, well or not.
 */
export type RunState = 'prepared' | 'initiated' | 'executing' | 'executed' | 'done';

export interface JournalEntry {
  /** The run key: one run, once. */
  readonly key: string;
  readonly state: RunState;
  /** A hash of the workflow and the input, to notice another input under the same key. No value can be read from it. */
  readonly inputDigest: string;
  /** From `initiated` on. */
  readonly jobExecutionId?: string;
}

/**
 * Where a `map` keeps its runs. `fileJournal` and `memoryJournal` are two; a table with a unique key is another.
 *
 * Holds no values and no results: the results of a run that is done are fetched again from the service.
 */
export interface Journal {
  /** Called once before the first `load` of a `map`, and `close` after its last `save`; several maps may be open at once. */
  open?(): Promise<void>;
  close?(): Promise<void>;
  /** The entry last saved under the key. */
  load(key: string): Promise<JournalEntry | undefined>;
  /** Resolves when the entry will survive a crash. Replaces what was saved under its key. Rejects: the run goes no further. */
  save(entry: JournalEntry): Promise<void>;
}

/** A journal that ends with the process: guards against doing an item twice, not against a crash. */
export function memoryJournal(): Journal {
  const entries = new Map<string, JournalEntry>();
  return {
    load: (key) => Promise.resolve(entries.get(key)),
    save: async (entry) => {
      entries.set(entry.key, entry);
    },
  };
}
