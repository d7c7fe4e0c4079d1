/** One stretch of a run, as the events tell it: so many of so many are done. */
export interface Phase {
  readonly title: string;
  /** Absent: nobody knows how much there is to do. */
  readonly total?: number | undefined;
  readonly startedAtMs: number;
  /** Failed ones included. */
  readonly done: number;
  readonly failed: number;
  /** Those that something was said of: they were asked for again. */
  readonly retried: ReadonlySet<string>;
  /** What is being worked on, oldest first, with what was said of it last. */
  readonly going: ReadonlyMap<string, string>;
  readonly lastFailure?: { readonly item: string; readonly why: string } | undefined;
}

export type PhaseEvent =
  | { readonly type: 'start'; readonly item: string }
  | { readonly type: 'note'; readonly item: string; readonly text: string }
  | { readonly type: 'step'; readonly item: string; readonly failure?: string | undefined };

export function newPhase(title: string, total: number | undefined, startedAtMs: number): Phase {
  return { title, total, startedAtMs, done: 0, failed: 0, retried: new Set(), going: new Map() };
}

/** What a phase is after something happened. Pure. */
export function phaseAfter(phase: Phase, event: PhaseEvent): Phase {
  const { item } = event;
  switch (event.type) {
    case 'start':
      return { ...phase, going: new Map([...phase.going, [item, '']]) };
    case 'note':
      return { ...phase, going: new Map([...phase.going, [item, event.text]]), retried: new Set([...phase.retried, item]) };
    case 'step': {
      const going = new Map(phase.going);
      going.delete(item);
      const counted = { ...phase, going, done: phase.done + 1 };
      return event.failure === undefined ? counted : { ...counted, failed: phase.failed + 1, lastFailure: { item, why: event.failure } };
    }
    default:
      return event satisfies never;
  }
}

/** Whether everything was done, and well. */
export function wentWell({ failed, done, total = done }: Phase): boolean {
  return failed === 0 && done >= total;
}
