// Control characters, and those that turn or hide text: a name from the canvas must not paint the terminal.
const UNSAFE = /[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** Text that may come from the service or a file, made harmless for a terminal or a log: `\x1b[2J` is shown as `\u{1b}[2J`. Line ends become blanks. */
export function forTerminal(text: string): string {
  return text.replace(/\r?\n/g, ' ').replace(UNSAFE, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}
