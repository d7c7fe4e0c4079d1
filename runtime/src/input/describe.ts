import { DEFAULT_DATE_FORMAT, FILE_EXTENSIONS, type VariableType } from '@opus-codegen/schema';
import { isBlob, isFile } from '../files/source.ts';

/** The words an issue uses for what a variable takes. */
export function expected(type: VariableType): string {
  switch (type.type) {
    case 'str':
      return type.options === undefined ? 'a string' : `one of ${listed(type.options.map(literal))}`;
    case 'int':
      return 'a whole number';
    case 'float':
      return 'a finite number';
    case 'bool':
      return 'true or false';
    case 'date':
      return `a Date or a day like "2025-11-09"${type.format === undefined || type.format === DEFAULT_DATE_FORMAT ? '' : ` (sent as ${printable(type.format)})`}`;
    case 'file':
      return `a file (${listed(type.accept ?? FILE_EXTENSIONS)}) from file(path), bytes(data, name) or uploaded(url), or a Blob`;
    case 'array_files':
      return `an array of files (${listed(type.accept ?? FILE_EXTENSIONS)})`;
    case 'array':
      return 'an array';
    case 'object':
      return 'an object';
    case 'json_string':
    case 'unknown':
      return 'a JSON value';
    case 'union':
      return [...new Set(type.anyOf.map(expected))].join(', or ');
    default:
      return type satisfies never;
  }
}

/** The words an issue uses for what came: its kind, never its content. */
export function received(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : String(value);
  if (typeof value === 'string') return value === '' ? 'an empty string' : 'a string';
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'object') return `a ${typeof value}`;
  if (isFile(value)) return isBlob(value) ? 'a Blob' : 'a file';
  if (value instanceof Date && Number.isNaN(value.getTime())) return 'an invalid Date';
  const tag = tagOf(value);
  if (tag === 'Promise') return 'a Promise (is an await missing?)';
  return `${/^[AEIO]/.test(tag) ? 'an' : 'a'} ${tag === 'Object' ? 'object' : tag}`;
}

/** A value short enough to be repeated in a message. For options and dates only, where the word itself is what is wrong. */
export function quoted(value: string): string {
  return value.length <= 40 ? literal(value) : `a string of ${value.length} characters`;
}

/** A text from the canvas or the caller, quoted. */
export function literal(text: string): string {
  return printable(JSON.stringify(text));
}

/** A text that cannot play with a terminal: control and direction characters are shown by their numbers. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16) ?? ''}}`);
}

/** Whether fields can be read from it: an object of one's own, no array, `Date`, `Map`, file or `Promise`. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && tagOf(value) === 'Object' && !isFile(value);
}

/** A field by its name. What every object inherits (`constructor`, `__proto__`) is nobody's value. */
export function fieldOf(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return name in Object.prototype && !Object.hasOwn(record, name) ? undefined : record[name];
}

/** Lines of a message, indented; past the first few only how many more there are. */
export function indented(lines: readonly string[], most: number): string {
  const more = lines.length > most ? [`and ${lines.length - most} more`] : [];
  return [...lines.slice(0, most), ...more].map((line) => `\n  ${line}`).join('');
}

function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, 12).join(', ');
  return words.length > 12 ? `${shown} and ${words.length - 12} more` : shown;
}
