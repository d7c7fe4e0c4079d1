export interface Line {
  /** Without its end. */
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** Where the next line begins, in bytes from the start. */
  readonly endOffset: number;
  /** `false` for a last line without a line feed: perhaps whoever wrote it was stopped. */
  readonly isEnded: boolean;
}

/** Of JSON Lines: a longer one is a file of another kind. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/**
 * Lines of bytes, one at a time. Only a line feed ends one: JSON may hold the other characters that some readers take for line ends.
 *
 * @throws {RangeError} a line is longer than 64 MB. @throws {TypeError} a line is no UTF-8.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line, void, undefined> {
  // Keeps a byte order mark, which only the first line may have.
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let [parts, partBytes, number, offset]: [Uint8Array[], number, number, number] = [[], 0, 0, 0];
  const take = (last: Uint8Array, isEnded: boolean): Line => {
    const bytes = parts.length === 0 ? last : Buffer.concat([...parts, last]);
    offset += bytes.length + (isEnded ? 1 : 0);
    number += 1;
    [parts, partBytes] = [[], 0];
    const text = decoder.decode(bytes).replace(/\r$/, '');
    return { text: number === 1 ? text.replace(/^\uFEFF/, '') : text, number, endOffset: offset, isEnded };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      yield take(chunk.subarray(from, end), true);
      from = end + 1;
    }
    const rest = chunk.subarray(from);
    partBytes += rest.length;
    if (partBytes > MAX_LINE_BYTES) throw new RangeError(`line ${number + 1} is longer than 64 MB`);
    if (rest.length > 0) parts.push(rest);
  }
  if (partBytes > 0) yield take(new Uint8Array(), false);
}
