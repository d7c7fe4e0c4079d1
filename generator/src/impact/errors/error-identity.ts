import type { ts } from 'ts-morph';
import { messageParts } from './message-parts.ts';

/**
 * What makes two errors of one unchanged file the same in both worlds: the place, the codes and the members they name. Not the words: they print
 * types, in an order that depends on what the compiler met first.
 */
export function errorIdentity(diagnostic: ts.Diagnostic): string {
  const { codes, members } = messageParts(diagnostic);
  const named = members.map(({ path }) => path.join('.')).sort();
  return [diagnostic.start, diagnostic.length, codes.join(' '), ...named].join('|');
}

export interface ComparedErrors {
  readonly fresh: readonly ts.Diagnostic[];
  /** There before and after. */
  readonly lasting: readonly ts.Diagnostic[];
}

/** Splits the errors a file would have into those it has already and those it does not. */
export function compareErrors(before: readonly ts.Diagnostic[], after: readonly ts.Diagnostic[]): ComparedErrors {
  const open = new Map<string, number>();
  for (const error of before) open.set(errorIdentity(error), (open.get(errorIdentity(error)) ?? 0) + 1);
  const fresh: ts.Diagnostic[] = [];
  const lasting: ts.Diagnostic[] = [];
  for (const error of after) {
    const identity = errorIdentity(error);
    const left = open.get(identity) ?? 0;
    open.set(identity, left - 1);
    (left > 0 ? lasting : fresh).push(error);
  }
  return { fresh, lasting };
}
