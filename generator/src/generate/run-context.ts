/** What a command gets from the process: everything a test replaces. */
export interface RunContext {
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Waits; rejects with the signal's reason when it is aborted. */
  readonly sleep: (delayMs: number, signal: AbortSignal) => Promise<void>;
  readonly progress: Progress;
  /** Unlike that of any other run on any machine. */
  readonly runId: string;
}

/** Tells on stderr what is going on, or stays silent. */
export interface Progress {
  /** A stretch of the run begins, with so many items to do; absent: nobody knows how many. */
  begin(title: string, total?: number): ProgressTask;
  /** One line, outside of any task. */
  note(text: string): void;
}

/** One stretch of a run. Its items may be worked on at the same time. */
export interface ProgressTask {
  /** An item is being worked on. */
  start(item: string): void;
  /** What goes on with an item but needs nobody's attention: it is asked for again. */
  note(item: string, text: string): void;
  /** An item is done; with a reason, it failed. */
  step(item: string, failure?: string): void;
  /** To be called however it ends. */
  end(): void;
}
