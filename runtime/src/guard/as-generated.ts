import type { Variable } from '@opus-codegen/schema';

/**
 * Whether the live variables are the declared ones to the letter, as far as anything is sent, read or compared by it: wire names, types, their
 * spelling and order, labels. The order of variables and fields does not matter, nor what nobody sends: TypeScript names, ids, descriptions.
 */
export function asGenerated(declared: readonly Variable[], live: readonly Variable[]): boolean {
  return textOf(declared) === textOf(live);
}

const NOT_SENT: ReadonlySet<string> = new Set(['name', 'id', 'description']);

function textOf(variables: readonly Variable[]): string {
  return JSON.stringify(variables, (_key, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.every(isVariable) ? part.toSorted((one, other) => compareTexts(one.wire, other.wire)) : part;
    return Object.fromEntries(
      Object.entries(part)
        .filter(([key]) => !NOT_SENT.has(key))
        .sort(([one], [other]) => compareTexts(one, other)),
    );
  });
}

/** In a list of the model; the others hold types without a name, or words. */
function isVariable(part: unknown): part is Variable {
  return typeof part === 'object' && part !== null && 'wire' in part;
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
