/** The first few items that pass a test: with thousands of namesakes, looking at all of them for each would take seconds. */
export function firstOf<T>(items: Iterable<T>, count: number, test: (item: T) => boolean): readonly T[] {
  const found: T[] = [];
  for (const item of items) {
    if (test(item)) found.push(item);
    if (found.length === count) break;
  }
  return found;
}
