/** A text with lines more at its end, in its own line ends. Pure. */
export function withLines(text: string | undefined, lines: readonly string[]): string {
  const lineEnd = text?.includes('\r\n') === true ? '\r\n' : '\n';
  const before = text === undefined || text === '' || text.endsWith('\n') ? (text ?? '') : `${text}${lineEnd}`;
  return before + lines.map((line) => `${line}${lineEnd}`).join('');
}

/** Whether a text has a line, blanks around it aside. */
export function hasLine(text: string | undefined, line: string): boolean {
  return text?.split('\n').some((one) => one.trim() === line) ?? false;
}
