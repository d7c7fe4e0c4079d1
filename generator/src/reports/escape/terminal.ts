import { visibleText } from './visible-text.ts';

/**
 * For a terminal or a log: no colours, no cursor moves, no hidden text; and nothing that the runner of a CI service reads as a command of its own.
 * GitHub takes `::error::` at the start of a line and `##[error]` anywhere in it, Azure `##vso[…]`, TeamCity `##teamcity[…]`.
 */
export function forTerminal(text: string): string {
  return visibleText(text)
    .replace(/##(?=[a-z]*\[)/gi, '#\\u{23}')
    .replace(/^(\s*):(?=:)/, '$1\\u{3a}');
}
