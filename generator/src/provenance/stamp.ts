// After the signature in our header line; the signature covers the body only, so a stamp changes nothing about whose file it is.
const STAMP = / @source ([0-9a-f]{16})(?=\r?$)/m;

/** Writes into the header of a generated file what it was made from. */
export function stamped(text: string, source: string): string {
  return text.replace(/\n/, ` @source ${source}\n`);
}

/** What a generated file says it was made from. Trust it only where the signature holds. */
export function sourceOf(text: string): string | undefined {
  return STAMP.exec(firstLine(text))?.[1];
}

/** The text as emission gave it. Two files that differ in this only say the same. */
export function unstamped(text: string): string {
  const line = firstLine(text);
  return line.replace(STAMP, '') + text.slice(line.length);
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end === -1 ? text : text.slice(0, end);
}
