import { DEFAULT_DATE_FORMAT, type DateType } from '../../model.ts';
import type { Place, Walk } from '../walk.ts';

export function compareDates(before: DateType, after: DateType, at: Place, walk: Walk): void {
  const [old, young] = [before.format || DEFAULT_DATE_FORMAT, after.format || DEFAULT_DATE_FORMAT];
  if (old !== young) walk.report('date-format-changed', at, { before: { text: old }, after: { text: young } });
}
