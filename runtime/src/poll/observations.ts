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
  // Bounded: the service could send a new word each time. Capitals are no names that objects inherit.
  const key = label in counts || Object.keys(counts).length < 20 ? label : 'other';
  return { counts: { ...counts, [key]: (counts[key] ?? 0) + 1 }, denied, looks: looks + 1 };
}
