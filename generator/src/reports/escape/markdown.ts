import { visibleText } from './visible-text.ts';

/** Zero width, so the words look as they are; yet `@everyone` is no mention any more and `#12` no reference. */
const GAP = '\u200b';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * For running text or a table cell in the Markdown of GitHub and GitLab. Nothing in it is formatting, a link, an image, HTML, a formula, a mention or
 * a reference. Both services look for mentions, references and addresses in the finished text, where a backslash is gone: a gap takes those apart.
 */
export function forMarkdown(text: string): string {
  return visibleText(text)
    .trim()
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(/[\\`*_[\]|~$#]/g, '\\$&')
    .replace(/(?<=[@#!~$%])(?=\S)|(?<=&amp;)(?=\d)|(?<=\bgh)(?=-\d)|(?<=:)(?=\/\/)|(?<=\bwww)(?=\.)/gi, GAP)
    .replace(/^[-+=]|^\d+(?=[.)](?:\s|$))/, beginning);
}

/** What would begin a list or underline a heading, were it the first on its line. */
function beginning(text: string): string {
  return /\d/.test(text) ? `${text}${GAP}` : `\\${text}`;
}

/** As code, for running text or a table cell: no service looks for mentions or links there. Empty stays empty. */
export function markdownCode(text: string): string {
  const visible = visibleText(text).trim();
  if (visible === '') return '';
  // A table is cut at its bars before anything else is read, code included; and outside of one a backslash in code would be seen.
  if (visible.includes('|')) return `<code>${forMarkdown(visible).replaceAll('\\|', '&#124;')}</code>`;
  const longest = Math.max(0, ...(visible.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const padding = /^`|`$/.test(visible) ? ' ' : '';
  return `${fence}${padding}${visible}${padding}${fence}`;
}
