import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** What keeps a watch from looking or writing, as far as it was told. */
export interface Troubles {
  readonly told: ReadonlySet<string>;
  /** Errors, and whether all of them say that the service could not be asked. */
  readonly state: 'none' | 'service' | 'other';
}

export const NO_TROUBLES: Troubles = { told: new Set(), state: 'none' };

export interface TroubleNews {
  readonly troubles: Troubles;
  /** What was not told the last time. */
  readonly news: readonly Diagnostic[];
  /** Of what kind the troubles were that are over now. */
  readonly over?: 'service' | 'other';
}

/** What is new since the last look: each trouble is told once, and once more when it is over. Pure. */
export function troubleNews(before: Troubles, diagnostics: readonly Diagnostic[]): TroubleNews {
  const told = new Set(diagnostics.map(keyOf));
  const state = stateOf(diagnostics.filter(({ severity }) => severity === 'error'));
  return {
    troubles: { told, state },
    news: diagnostics.filter((diagnostic) => !before.told.has(keyOf(diagnostic))),
    ...(before.state !== 'none' && state === 'none' ? { over: before.state } : {}),
  };
}

function stateOf(errors: readonly Diagnostic[]): Troubles['state'] {
  if (errors.length === 0) return 'none';
  return errors.every(isUnanswered) ? 'service' : 'other';
}

/** Nobody could look, which is worth a longer pause. */
export function isUnanswered({ exit }: Diagnostic): boolean {
  return exit === 'no-answer' || exit === 'no-access';
}

/** The sentence may differ from time to time, and still say the same. */
function keyOf({ code, where }: Diagnostic): string {
  return `${code} ${where ?? ''}`;
}
