import { visibleText } from './visible-text.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/**
 * For the text of an element or the value of a quoted attribute of XML 1.0. Characters that XML cannot hold at all, not even as a reference (NUL, most
 * controls, lone surrogates, U+FFFE), are among those `visibleText` spells out.
 */
export function forXml(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
