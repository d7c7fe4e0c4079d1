import type { ExitReason } from './exit-codes.ts';

export type Severity = 'error' | 'warning' | 'info';

/** One kind of message. `title`, `why` and `fix` hold for every case; a case adds its own sentence (`diagnose`). */
export interface CatalogEntry {
  /** Stable for ever: never reused, never renumbered. */
  readonly code: `OPUS${number}`;
  readonly severity: Severity;
  /** How it counts for the exit code. Absent for what only informs. */
  readonly exit?: ExitReason;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
}
