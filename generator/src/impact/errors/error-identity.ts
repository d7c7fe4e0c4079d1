import type { ts } from 'ts-morph';
import { messageParts } from './message-parts.ts';

/**
 * What makes two errors of one unchanged file the same in both worlds: the place, the codes and the members they name. Not the words: they print
 * types, in an order that depends on what the compiler met first.
 */
function errorIdentity(diagnostic: ts.Diagnostic): string {
  const { codes, members } = messageParts(diagnostic);
  const named = members.map(({ path }) => path.join('.')).sort();
  return [diagnostic.start, diagnostic.length, codes.map((code) => PLAIN_CODES.get(code) ?? code).join(' '), ...named].join('|');
}

/** The same errors without "Did you mean …?": whether the compiler has a guess depends on what else there is. */
const PLAIN_CODES: ReadonlyMap<number, number> = new Map([
  [2551, 2339],
  [2561, 2353],
  [2552, 2304],
  [2724, 2305],
]);

export interface ComparedErrors {
  readonly fresh: readonly ts.DiagnosticWithLocation[];
  /** There before and after. */
  readonly lasting: readonly ts.DiagnosticWithLocation[];
}

/** Splits the errors a file would have into those it has already and those it does not. */
export function compareErrors(before: readonly ts.Diagnostic[], after: readonly ts.DiagnosticWithLocation[]): ComparedErrors {
  const open = new Map<string, number>();
  for (const error of before) open.set(errorIdentity(error), (open.get(errorIdentity(error)) ?? 0) + 1);
  const fresh: ts.DiagnosticWithLocation[] = [];
  const lasting: ts.DiagnosticWithLocation[] = [];
  for (const error of after) {
    const identity = errorIdentity(error);
    const left = open.get(identity) ?? 0;
    open.set(identity, left - 1);
    (left > 0 ? lasting : fresh).push(error);
  }
  return { fresh, lasting };
}
