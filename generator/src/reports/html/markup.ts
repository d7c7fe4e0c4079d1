import { forHtml } from '../escape/html.ts';

/** Text that is HTML already. Made by `markup` and `trusted` alone, so no text from the canvas reaches a page without its escape. */
export interface Markup {
  readonly html: string;
}

type Part = string | number | Markup | readonly Markup[];

/** A piece of HTML. What is put in is escaped, for the text of an element or a quoted attribute, unless it is markup itself. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { html: strings.map((text, index) => `${text}${index < parts.length ? htmlOf(parts[index] ?? '') : ''}`).join('') };
}

/** Our own style and script, as they are. */
export function trusted(html: string): Markup {
  return { html };
}

export const NOTHING: Markup = { html: '' };

function htmlOf(part: Part): string {
  if (typeof part === 'string') return forHtml(part);
  if (typeof part === 'number') return String(part);
  return 'html' in part ? part.html : part.map(({ html }) => html).join('');
}
