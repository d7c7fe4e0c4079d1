import { visibleText } from './visible-text.ts';

/**
 * For `message.text` of SARIF, where `[words](address)` is a link and `{0}` a placeholder (SARIF 2.1.0 §3.11). A blank takes both apart: readers
 * disagree about backslashes and doubled braces, and would show them.
 */
export function forSarifMessage(text: string): string {
  return visibleText(text)
    .replaceAll('](', '] (')
    .replace(/\{(?=\d)/g, '{ ');
}
