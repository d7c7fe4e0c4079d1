/** What the looks at one job have shown so far. */
export interface Observations {
  /** `{ IN_PROGRESS: 37, 'HTTP 502': 2 }` */
  readonly counts: Readonly<Record<string, number>>;
  /** Consecutive 403 or 404, and since when. */
  readonly denied?: { readonly times: number; readonly sinceMs: number } | undefined;
  readonly looks: number;
}

export const NOTHING_OBSERVED: Observations = { counts: {}, looks: 0 };

/** With one look more. */
export function counted({ counts, looks }: Observations, label: string, denied?: Observations['denied']): Observations {
  const entries = new Map(Object.entries(counts));
  // Bounded: the service could send a new word each time.
  const key = entries.has(label) || entries.size < 20 ? label : 'other';
  entries.set(key, (entries.get(key) ?? 0) + 1);
  return { counts: Object.fromEntries(entries), denied, looks: looks + 1 };
}
