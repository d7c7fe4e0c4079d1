// Nothing that ends a line, hides, or turns the text around may stand in a comment. Joiners stay: emoji and Persian are written with them.
const UNSAFE = /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\u2028\u2029\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;

// Code spans, which are passed over, and what begins a tag: editors leave HTML out of a hover, and with it the `<year>` of a pattern. An address in
// angle brackets is a link.
const CODE_OR_TAG = /(?<!\\)`[^`]*`|(?<=(?<!\\)(?:\\\\)*)<(?=[a-z/!?])(?![a-z][a-z0-9+.-]*:|[^\s<>@]+@)/gi;

/** Columns of comment text before a line is folded. */
const FOLD_AT = 100;

/** Deeper lists and code than that are pushed to the right for other reasons. */
const MAX_INDENT = 16;

/**
 * One line of text from the service, harmless inside a doc comment: it cannot end the comment, begin a tag (`@internal`, `{@link}`), give an
 * instruction to a tool, load an image in a hover, or hide characters. Readable text stays as it is.
 */
export function commentText(line: string): string {
  return harmless(line, '&#64;', '&#35;');
}

/** The same for a line of JavaScript whose only text from the service is in string literals: their values stay what they are. */
export function codeText(line: string): string {
  return harmless(line, '\\x40', '\\x23');
}

function harmless(line: string, atSign: string, numberSign: string): string {
  const visible = line
    .replaceAll('\t', ' ')
    .replace(UNSAFE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)
    .replaceAll('*/', '*\\/')
    .replaceAll('![', '!\\[')
    // An address (`a@b.example`) is no tag; but TypeScript looks for `@internal` anywhere in a comment, and bundlers for `@__NO_SIDE_EFFECTS__` or
    // `#__NO_SIDE_EFFECTS__`, by which they drop calls of the function below it.
    .replace(/(?<![\p{L}\p{N}])@|@(?=internal|__)/gu, atSign)
    .replace(/#(?=__)/g, numberSign);
  // One backtick too many would swallow what follows in a hover.
  return (visible.split('`').length - 1) % 2 === 0 ? visible : visible.replaceAll('`', '\\`');
}

/**
 * Text from the service as the lines of a doc comment: its own line breaks and indents, at most one empty line at a time, folded at words. An indent
 * that all lines share is none.
 */
export function commentLines(text: string): readonly string[] {
  const lines = text
    .split(LINE_BREAK)
    .map((line) => line.trimEnd().replace(/^\s+/, (blanks) => blanks.replaceAll('\t', '    ')))
    .filter((line, index, all) => line !== '' || (all[index - 1] ?? '') !== '');
  while (lines.at(-1) === '') lines.pop();
  const shared = lines.reduce((least, line) => (line === '' ? least : Math.min(least, indentOf(line))), Infinity);
  return lines.flatMap((line) => {
    const indent = ' '.repeat(Math.max(0, Math.min(indentOf(line) - shared, MAX_INDENT)));
    return foldLine(proseText(line.trimStart())).map((part) => `${indent}${part}`);
  });
}

/** A line that is shown as Markdown, unlike one of an example. */
function proseText(line: string): string {
  return commentText(line).replace(CODE_OR_TAG, (found) => (found === '<' ? '\\<' : found));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The doc comment with this text, which is harmless already (`commentLines`), and the line break after it; nothing for no text. */
export function docComment(text: string): string {
  if (text === '') return '';
  const lines = text.split('\n');
  if (lines.length === 1) return `/** ${text} */\n`;
  return `/**\n${lines.map((line) => (line === '' ? ' *' : ` * ${line}`)).join('\n')}\n */\n`;
}

/** Folds one line at its blanks. A word longer than a line stays whole. */
export function foldLine(line: string): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > FOLD_AT) {
      lines.push(current);
      current = word;
    } else {
      current = current === '' ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
