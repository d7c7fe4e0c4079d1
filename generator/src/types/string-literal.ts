// Characters that are invisible, change the direction of the text around them, or end a line for some tools: visible as \u escapes instead.
// Emoji are left whole.
const UNSAFE =
  /(?!(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?\ufe0f?)(?:\u200d|\ufe0f))[\p{Cc}\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * A TypeScript string literal with exactly this value, whatever it holds: quotes, `${`, newlines, NUL, bidi controls, lone surrogates.
 * The formatter chooses the quotes.
 */
export function stringLiteral(value: string): string {
  return JSON.stringify(value).replace(UNSAFE, escapeUnits);
}

/** `\u202e`; two escapes for a character beyond the basic plane. */
function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
