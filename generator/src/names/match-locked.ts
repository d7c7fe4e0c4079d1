import type { Variable } from '@opus-codegen/schema';

/**
 * Which lock entry each live variable continues: (1) same wire name, (2) same id and type, (3) same label, had by nobody else, and type
 * (codegen.md, pinned names).
 */
export function matchLocked(locked: readonly Variable[], live: readonly Variable[]): ReadonlyMap<Variable, Variable> {
  const pairs = new Map<Variable, Variable>();
  const keys: readonly ((variable: Variable) => string | undefined)[] = [
    ({ wire }) => wire,
    ({ id, type }) => (id === undefined ? undefined : `${type}\0${id}`),
    ({ displayName, type }) => (displayName === undefined ? undefined : `${type}\0${displayName}`),
  ];
  for (const keyOf of keys) {
    const taken = new Set(pairs.values());
    const candidates = groupBy(
      locked.filter((variable) => !taken.has(variable)),
      keyOf,
    );
    const seekers = groupBy(
      live.filter((variable) => !pairs.has(variable)),
      keyOf,
    );
    for (const [key, [variable, ...others]] of seekers) {
      const [match, ...ties] = candidates.get(key) ?? [];
      if (variable && match && others.length === 0 && ties.length === 0) pairs.set(variable, match);
    }
  }
  return pairs;
}

function groupBy(
  variables: readonly Variable[],
  keyOf: (variable: Variable) => string | undefined,
): ReadonlyMap<string, readonly Variable[]> {
  const groups = new Map<string, Variable[]>();
  for (const variable of variables) {
    const key = keyOf(variable);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(variable);
    else groups.set(key, [variable]);
  }
  return groups;
}
