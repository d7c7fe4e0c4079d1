/**
 * Characters no report may show as they are: controls but the line end, what turns or hides text, what is no character. Joiners of emoji and the
 * zero-width gap that takes mentions apart are told apart by the caller.
 */
const HIDDEN =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\p{Noncharacter_Code_Point}\u{e0000}-\u{e0fff}]/gu;

/** Every hidden character of a text, as `U+202E`; line ends and what is allowed left out. */
export function hiddenCharacters(text: string, allowed = ''): readonly string[] {
  return (text.match(HIDDEN) ?? [])
    .filter((character) => character !== '\n' && !allowed.includes(character))
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`);
}
