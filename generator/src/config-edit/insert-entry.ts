import { ts } from 'ts-morph';
import { isJson } from './parse-source.ts';
import { indentAt, quoted, styleOf } from './text-style.ts';

/** One `key: value` of an object. The value is a text, or an object of texts. */
export interface Entry {
  readonly key: string;
  readonly value: string | Readonly<Record<string, string>>;
}

/** The text of a file with an entry more at the end of an object, written as the others there are. Nothing else changes. Pure. */
export function insertEntry(file: ts.SourceFile, object: ts.ObjectLiteralExpression, entry: Entry): string {
  const { text } = file;
  const style = styleOf(file);
  const { properties } = object;
  const last = properties.at(-1);
  if (last === undefined) return intoEmpty(file, object, entry);

  const hasComma = properties.hasTrailingComma;
  const listEnd = hasComma ? properties.end : last.end;
  const trailing = ts.getTrailingCommentRanges(text, listEnd)?.at(-1);
  const at = trailing?.end ?? listEnd;
  const start = last.getStart(file);
  const before = properties.at(-2)?.end ?? object.getStart(file) + 1;
  const isOnOwnLine = text.slice(before, start).includes('\n');
  const indent = indentAt(text, start);
  // After a `//` comment there is no going on in the same line.
  const endsInLineComment = trailing?.kind === ts.SyntaxKind.SingleLineCommentTrivia;
  const gap = isOnOwnLine || endsInLineComment ? style.lineEnd + indent : ' ';
  const written = `${gap}${entryText(file, object, entry, indent)}${hasComma ? ',' : ''}`;
  const commaAt = endsInLineComment ? last.end : at;
  return text.slice(0, commaAt) + (hasComma ? '' : ',') + text.slice(commaAt, at) + written + text.slice(at);
}

function intoEmpty(file: ts.SourceFile, object: ts.ObjectLiteralExpression, entry: Entry): string {
  const { text } = file;
  const { lineEnd, indent } = styleOf(file);
  const open = object.getStart(file) + 1;
  const close = object.end - 1;
  const inner = text.slice(open, close);
  const closing = indentAt(text, close);
  if (!inner.includes('\n')) {
    const comment = inner.trim();
    const written = entryText(file, object, entry, closing);
    return `${text.slice(0, open)} ${comment === '' ? '' : `${comment} `}${written} ${text.slice(close)}`;
  }
  const at = open + inner.trimEnd().length;
  const written = entryText(file, object, entry, closing + indent);
  return `${text.slice(0, at)}${lineEnd}${closing}${indent}${written}${isJson(file) ? '' : ','}${text.slice(at)}`;
}

/** `invoice: 'B9uGJfZ3CFwOdMKH'`; an object gets a line for each of its own, at an indentation. */
function entryText(file: ts.SourceFile, object: ts.ObjectLiteralExpression, { key, value }: Entry, at: string): string {
  const style = styleOf(file);
  const allQuoted = object.properties.length > 0 && object.properties.every(({ name }) => name !== undefined && ts.isStringLiteral(name));
  const name = isJson(file) || allQuoted ? quoted(key, style) : key;
  if (typeof value === 'string') return `${name}: ${quoted(value, style)}`;
  const lines = Object.entries(value).map(([inner, text]) => `${at}${style.indent}${quoted(inner, style)}: ${quoted(text, style)}`);
  return `${name}: {${style.lineEnd}${lines.join(`,${style.lineEnd}`)}${style.lineEnd}${at}}`;
}
