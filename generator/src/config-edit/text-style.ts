import { ts } from 'ts-morph';
import { isJson } from './parse-source.ts';
import { stringLiteral } from '../types/string-literal.ts';

/** How a file is written, as far as a new line in it should look like the others. */
export interface TextStyle {
  readonly lineEnd: '\n' | '\r\n';
  /** One step of indentation. */
  readonly indent: string;
  readonly quote: '"' | "'";
}

export function styleOf(file: ts.SourceFile): TextStyle {
  const { text } = file;
  return {
    lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
    indent: indentOf(text),
    quote: isJson(file) || prefersDouble(file) ? '"' : "'",
  };
}

/** A text as a literal, in the quotes of the file. */
export function quoted(value: string, { quote }: Pick<TextStyle, 'quote'>): string {
  // JSON knows no `\\x5c`.
  const double = stringLiteral(value).replace(/\\x5c"$/, '\\\\"');
  if (quote === '"') return double;
  return `'${double
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll(/(?<!\\)((?:\\\\)*)'/g, "$1\\'")}'`;
}

/** What stands before the first character of the line that a position is in. */
export function indentAt(text: string, position: number): string {
  const lineStart = text.lastIndexOf('\n', position - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, position))?.[0] ?? '';
}

function indentOf(text: string): string {
  // A step more than the line above: that of a comment's ` *` is none.
  const [first] = [...text.matchAll(/^([ \t]+)[^\s*]/gm)].map((match) => match[1] ?? '').toSorted((a, b) => a.length - b.length);
  if (first === undefined) return '  ';
  return first.startsWith('\t') ? '\t' : first;
}

function prefersDouble(file: ts.SourceFile): boolean {
  let [single, double] = [0, 0];
  const count = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) {
      if (file.text.startsWith("'", node.getStart(file))) single += 1;
      else double += 1;
    }
    ts.forEachChild(node, count);
  };
  count(file);
  return double > single;
}
