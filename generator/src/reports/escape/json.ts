// What JSON may hold as it is and a terminal, an editor or the log of a CI service may not. Twice `#` begins a command of several runners.
const UNSAFE = /[\u007f-\u009f\p{Noncharacter_Code_Point}\u2028\u2029\p{Cf}\p{Default_Ignorable_Code_Point}]|(?<=#)#/gu;

/** A JSON document of two-space indent, ASCII where characters are hidden or turn the text around. Reads back as exactly the same value. */
export function printJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(UNSAFE, escapeUnits);
}

/** The same on one line, for JSON Lines. */
export function printJsonLine(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE, escapeUnits);
}

/** `\u202e`; two escapes for a character beyond the basic plane. */
function escapeUnits(character: string): string {
  return character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
}
