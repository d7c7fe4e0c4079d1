import { ts } from 'ts-morph';

/**
 * The text of a file without one entry of an object: without its comma, the comment behind it on its line, and a comment above it that heads
 * nothing else. Everything else stays as it is. Pure.
 */
export function removeEntry(file: ts.SourceFile, object: ts.ObjectLiteralExpression, property: ts.ObjectLiteralElementLike): string {
  const { text } = file;
  const tokens = object.getChildren(file)[1]?.getChildren(file) ?? [];
  const at = tokens.indexOf(property);
  const [commaBefore, comma, next] = [tokens[at - 1], tokens[at + 1], tokens[at + 2]];
  const start = property.getStart(file);
  const end = comma?.end ?? property.end;
  const behind = ts.getTrailingCommentRanges(text, end)?.at(-1)?.end ?? end;
  const endsLine = /^[ \t]*\r?\n/.test(text.slice(behind));

  const open = object.getStart(file) + 1;
  const lineStart = lineStartIn(text, commaBefore?.end ?? open, start);
  if (lineStart === undefined) {
    // In one line with what stands before it.
    if (commaBefore === undefined) return without(text, inLine(endsLine ? open : start, endsLine || next === undefined ? behind : end));
    const isLast = next === undefined && comma === undefined;
    return without(text, isLast ? [commaBefore.getStart(file), endsLine ? end : behind] : [commaBefore.end, end]);
  }
  const cut = endsLine
    ? wholeLines(text, headStart(text, property, lineStart, behind), behind)
    : next === undefined
      ? ([upToLineBefore(text, lineStart), behind] as const)
      : inLine(start, end);
  // The last one, where no comma trails: the one before it is the last now.
  return comma === undefined && commaBefore !== undefined
    ? without(text, [commaBefore.getStart(file), commaBefore.end], cut)
    : without(text, cut);

  function inLine(from: number, to: number): Cut {
    const blanks = /^[ \t]*/.exec(text.slice(to))?.[0].length ?? 0;
    // What becomes empty has nothing to keep apart.
    return [text.slice(open, from).trim() === '' && text[to + blanks] === '}' ? open : from, to + blanks];
  }
}

type Cut = readonly [from: number, to: number];

/** The cuts come in order and do not overlap. */
function without(text: string, ...cuts: readonly Cut[]): string {
  let rest = '';
  let at = 0;
  for (const [from, to] of cuts) {
    rest += text.slice(at, Math.max(at, from));
    at = to;
  }
  return rest + text.slice(at);
}

/** Where the line of an entry begins, if it begins behind what stands before it; comments may be of several lines. */
function lineStartIn(text: string, before: number, start: number): number | undefined {
  const comments = [...(ts.getTrailingCommentRanges(text, before) ?? []), ...(ts.getLeadingCommentRanges(text, before) ?? [])];
  for (let at = text.lastIndexOf('\n', start - 1); at >= before; at = text.lastIndexOf('\n', at - 1)) {
    if (!comments.some(({ pos, end }) => pos <= at && at < end)) return at + 1;
  }
  return undefined;
}

/** The end of the line before, so that what follows moves up to it; not behind a `//`, where it would be no more than words. */
function upToLineBefore(text: string, lineStart: number): number {
  const lineBefore = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart);
  return lineBefore.includes('//') ? lineStart : lineStart - (lineBefore.endsWith('\r\n') ? 2 : 1);
}

/** From the beginning of a line to the end of another; of two blank lines that would meet, one goes along. */
function wholeLines(text: string, from: number, behind: number): Cut {
  const to = text.indexOf('\n', behind) + 1;
  const blankBehind = /^[ \t]*\r?\n/.exec(text.slice(to))?.[0] ?? '';
  const isBlankBefore = /[{\n][ \t]*\r?\n$/.test(text.slice(0, from));
  return [from, isBlankBefore ? to + blankBehind.length : to];
}

/** The beginning of the line of the comment right above an entry, where it heads this entry alone; else of the entry's own. */
function headStart(text: string, property: ts.Node, lineStart: number, behind: number): number {
  const start = property.getStart();
  const above = ts.getLeadingCommentRanges(text, property.pos) ?? [];
  const tight = above.findLastIndex((range, index) => {
    const following = above[index + 1]?.pos ?? start;
    return !/^[ \t]*(?:\r?\n)?[ \t]*$/.test(text.slice(range.end, following));
  });
  const first = above[tight + 1];
  const linesBehind = text.slice(behind).replace(/^[ \t]*\r?\n/, '');
  const headsMore = !/^[ \t]*(?:\r?\n|\}|\/\/|\/\*)/.test(linesBehind);
  return first === undefined || headsMore ? lineStart : text.lastIndexOf('\n', first.pos) + 1;
}
