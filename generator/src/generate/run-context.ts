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
  begin(title: string, total: number): ProgressTask;
  /** One line, outside of any task. */
  note(text: string): void;
}

export interface ProgressTask {
  step(text: string): void;
  /** What goes on but needs nobody's attention: a retry. */
  note(text: string): void;
  end(): void;
}
