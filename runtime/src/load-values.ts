import type * as Values from './values.ts';

/** The one place that loads what is known of values that are not plain. */
export function loadValues(): Promise<typeof Values> {
  return import('./values.ts');
}
