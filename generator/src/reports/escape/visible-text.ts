// Characters that are invisible, turn the direction of the text around them, or steer a terminal. Emoji are left whole: the joiner and the variation
// selector count as harmless only right behind a pictograph.
const UNSAFE =
  /(?!(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)(?:\u200d|\ufe0f))[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2028\u2029]/gu;

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;

/**
 * Text that may come from the canvas, on one line and with nothing hidden: a line break is shown as `⏎`, a tab as a blank, anything else that cannot
 * be seen as `\u{202e}`. The first step of every sink but JSON, which keeps the exact value.
 */
export function visibleText(text: string): string {
  return text
    .replace(LINE_BREAK, '⏎')
    .replaceAll('\t', ' ')
    .replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** At most so many UTF-16 units, an ellipsis included: for sinks that drop what is too long. Never half a character. */
export function shortened(text: string, maxUnits: number): string {
  if (text.length <= maxUnits) return text;
  return `${text.slice(0, maxUnits - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
