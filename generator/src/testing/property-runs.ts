/** How many random cases a property is tried with: 500, or what `NUM_RUNS` says (`pnpm nightly`: 10,000). */
export const propertyRuns: { readonly numRuns: number } = { numRuns: Number(process.env['NUM_RUNS'] ?? 500) };

/** For a property whose every case takes milliseconds, on a machine that is busy with other things. */
export const propertyTimeoutMs: number = Math.max(120_000, propertyRuns.numRuns * 200);
