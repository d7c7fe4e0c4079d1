const DAY = /^\d{4}-\d\d-\d\d$/;
/** With its offset: without one it would be another moment on another machine. */
const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/i;

/** A day as it is, a moment as a `Date`; `undefined` when the text is neither. Whether such a day exists is checked with the rest of the input. */
export function dateValue(text: string): string | Date | undefined {
  if (DAY.test(text)) return text;
  if (!MOMENT.test(text)) return undefined;
  const moment = new Date(text.replace(' ', 'T'));
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}
