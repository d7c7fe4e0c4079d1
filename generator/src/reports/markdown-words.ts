import { forMarkdown, markdownCode } from './escape/markdown.ts';
import { shortened } from './escape/visible-text.ts';

const MAX_WORDS_UNITS = 500;
const MAX_CODE_UNITS = 200;
const NONE = '–';

/** Text for a reader, not longer than anybody reads. A dash where there is none: an empty cell or list item looks like a fault. */
export function words(text: string): string {
  return forMarkdown(shortened(text, MAX_WORDS_UNITS)) || NONE;
}

/** A name, a path or a place, as code. */
export function code(text: string): string {
  return markdownCode(shortened(text, MAX_CODE_UNITS)) || NONE;
}
