import type { RowStatus, WrittenResult } from './row-result.ts';

/** A row that shows what an error is about. */
export type Example = Pick<WrittenResult, 'row' | 'key' | 'jobExecutionId' | 'message'>;

export interface CodeCount {
  readonly code: string;
  readonly status: RowStatus;
  readonly count: number;
  /** The first few. */
  readonly examples: readonly Example[];
}

/** How many rows of a batch ended how: each is counted once. */
export interface Tally {
  readonly counts: Readonly<Record<RowStatus, number>>;
  /** All of them together. */
  readonly rows: number;
  /** Of the rows that are done, those an earlier run of this batch did. */
  readonly before: number;
  /** Of the rows that did not succeed, the commonest first. */
  readonly codes: readonly CodeCount[];
}

export interface TallyKeeper {
  add(result: WrittenResult): void;
  /** A row that an earlier run of this batch was done with. */
  addBefore(result: WrittenResult): void;
  read(): Tally;
}

const EXAMPLES = 3;

export function createTally(): TallyKeeper {
  const counts: Record<RowStatus, number> = { succeeded: 0, failed: 0, unfinished: 0, unknown: 0, conflict: 0 };
  const codes = new Map<string, { code: string; status: RowStatus; count: number; examples: Example[] }>();
  let [rows, before] = [0, 0];
  const add = ({ status, code = 'UNKNOWN', row, key, jobExecutionId, message }: WrittenResult): void => {
    rows += 1;
    counts[status] += 1;
    if (status === 'succeeded') return;
    const id = `${status} ${code}`;
    const entry = codes.get(id) ?? { code, status, count: 0, examples: [] };
    codes.set(id, entry);
    entry.count += 1;
    const example = { row, key, ...(jobExecutionId !== undefined && { jobExecutionId }), ...(message !== undefined && { message }) };
    if (entry.examples.length < EXAMPLES) entry.examples.push(example);
  };
  return {
    add,
    addBefore(result) {
      before += 1;
      add(result);
    },
    read: () => ({ counts: { ...counts }, rows, before, codes: [...codes.values()].toSorted((a, b) => b.count - a.count) }),
  };
}
