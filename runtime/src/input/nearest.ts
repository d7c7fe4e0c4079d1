/** The candidate a mistyped word probably stands for: at most two fifths of its letters away, case aside. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let limit = Math.max(1, Math.round(word.length * 0.4)) + 1;
  // Long texts are no mistyped names, and comparing them costs the product of their lengths.
  if (word.length > 100) return undefined;
  for (const candidate of candidates) {
    const distance = Math.abs(candidate.length - word.length) < limit ? editDistance(word.toLowerCase(), candidate.toLowerCase()) : limit;
    if (distance < limit) [best, limit] = [candidate, distance];
  }
  return best;
}

/** Levenshtein: letters added, dropped or replaced. */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 0; j < to.length; j++) {
      next.push(Math.min((row[j] ?? 0) + (letter === to[j] ? 0 : 1), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
