import type { Comparison } from './paired-runs.ts';
import type { Spread } from './statistics.ts';
import type { Table, Verdict } from './suite.ts';
import { megabytes, milliseconds, times } from './units.ts';

/** The figures of whole processes beside each other, and how the first stands to each of the others. */
export function processTable(title: string, comparison: Comparison): Table {
  const [own = ''] = comparison.names;
  return {
    title,
    columns: ['', 'wall', 'CPU', 'peak memory', `wall of ${own} to it`],
    rows: comparison.names.map((name) => [
      name,
      milliseconds(comparison.median(name, 'wallMs')),
      milliseconds(comparison.median(name, 'cpuMs')),
      megabytes(comparison.median(name, 'peakBytes')),
      name === own ? '' : times(comparison.ratio(own, name, 'wallMs').median),
    ]),
  };
}

export function atMost(what: string, limit: number, { median, min, max }: Spread): Verdict {
  return { what, measured: median, bar: { atMost: limit }, unit: '×', spread: { min, max } };
}
