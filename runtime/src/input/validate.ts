import {
  FILE_EXTENSIONS,
  type ArrayType,
  type ElementType,
  type FileType,
  type SingleType,
  type Variable,
  type VariableType,
} from '@opus-codegen/schema';
import { extensionToSend, isFile, isUploaded } from '../files/source.ts';
import { losesCentury, toDate, unknownDirective } from './date-format.ts';
import { expected, fieldOf, isRecord, literal, printable, quoted, received } from './describe.ts';
import { elementOf } from './element.ts';
import { issueAt, MAX_ISSUES, type InputIssue, type IssuePath, type IssueText, type Report } from './issue.ts';
import { checkJson } from './json-value.ts';
import { nearest } from './nearest.ts';

/** Reports the value at hand: by default that its kind is not the expected one. */
type Fail = (received?: string, more?: Partial<IssueText>) => void;

const UNSUPPORTED = { code: 'UNSUPPORTED_FILE_TYPE' } as const;

/**
 * Everything wrong with the values of one call, by the variables of a workflow. Pure: files are looked at elsewhere, after this.
 *
 * @returns at most 1,000 issues, in the order of the variables; empty when the values can be encoded.
 */
export function validateInput(variables: readonly Variable[], input: unknown): readonly InputIssue[] {
  // Nothing given is read as an empty object: which inputs are missing helps more than "not an object".
  return collect((report) => checkFields(variables, input ?? {}, [], report));
}

/** The first allowed type that takes the value: what is sent, and echoed as its type. */
export function fittingType(types: readonly SingleType[], value: unknown): SingleType | undefined {
  return types.find((type) => collect((report) => checkValue(type, value, [], report)).length === 0);
}

function collect(check: (report: Report) => void): readonly InputIssue[] {
  const issues: InputIssue[] = [];
  check((path, text) => {
    if (issues.length < MAX_ISSUES) issues.push(issueAt(path, text));
  });
  return issues;
}

function checkFields(variables: readonly Variable[], value: unknown, path: IssuePath, report: Report): void {
  if (!isRecord(value)) return report(path, { expected: 'an object', received: received(value) });
  for (const variable of variables) checkSlot(variable, fieldOf(value, variable.name), [...path, variable.name], report);
  const names = new Set(variables.map(({ name }) => name));
  const unknown = Object.keys(value).filter((key) => !names.has(key) && value[key] !== undefined);
  if (unknown.length === 0) return;
  const absent = variables.filter(({ name }) => fieldOf(value, name) === undefined);
  for (const key of unknown) {
    // Somebody who knows the canvas or the wire writes those names.
    const same = absent.find(({ wire, displayName }) => wire === key || displayName === key)?.name;
    const suggestion =
      same ??
      nearest(
        key,
        [...absent].map(({ name }) => name),
      );
    const says = path.length === 0 ? 'this workflow has no such input' : 'the workflow declares no such field';
    report([...path, key], { expected: 'nothing', received: received(value[key]), suggestion, says });
  }
}

/** A value that may be absent or null, where its type says so. */
function checkSlot(type: ElementType, value: unknown, path: IssuePath, report: Report): void {
  if (value !== undefined && value !== null) return checkValue(type, value, path, report);
  if (type.nullable || (value === null && admitsJsonNull(type))) return;
  report(path, { expected: expected(type), received: value === null ? 'null' : 'nothing' });
}

/** A JSON text may say `null`. Elsewhere null is "no value", which the service refuses where one is required. */
function admitsJsonNull(type: VariableType): boolean {
  return type.type === 'json_string' || (type.type === 'union' && type.anyOf.some(admitsJsonNull));
}

function checkList(list: ArrayType | FileType, values: unknown, path: IssuePath, report: Report, fail: Fail): void {
  if (!Array.isArray(values)) return fail();
  const element = elementOf(list);
  if (element === undefined) return checkJson(values, path, report);
  // entries() stops at holes too; forEach would pass over them.
  for (const [index, value] of values.entries()) checkSlot(element, value, [...path, index], report);
}

function checkValue(type: VariableType, value: unknown, path: IssuePath, report: Report): void {
  const fail: Fail = (words = received(value), more) => report(path, { expected: expected(type), received: words, ...more });
  switch (type.type) {
    case 'str':
      if (typeof value !== 'string') return fail();
      if (type.options === undefined || type.options.includes(value)) return;
      const meant = nearest(value, type.options);
      return fail(quoted(value), { suggestion: meant && quoted(meant) });
    case 'int':
    case 'float':
      if (typeof value !== 'number') return fail();
      // JSON has no NaN and no infinity; past 2^53 a number no longer says which whole number is meant.
      return (type.type === 'int' ? Number.isSafeInteger(value) : Number.isFinite(value)) ? undefined : fail(String(value));
    case 'bool':
      return typeof value === 'boolean' ? undefined : fail();
    case 'date':
      return checkDate(type.format, value, fail);
    case 'file':
      return checkFile(type, value, fail);
    case 'array_files':
      return isFile(value) ? fail('a single file (put it into an array)') : checkList(type, value, path, report, fail);
    case 'array':
      return checkList(type, value, path, report, fail);
    case 'object':
      if (!isRecord(value)) return fail();
      return type.fields === undefined ? checkJson(value, path, report) : checkFields(type.fields, value, path, report);
    case 'json_string':
      if (typeof value !== 'string') return checkJson(value, path, report);
      return isJson(value) ? undefined : fail('a string that is not JSON (use JSON.stringify)');
    case 'union':
      return checkUnion(type.anyOf, value, path, report, fail);
    case 'unknown':
      return checkJson(value, path, report);
    default:
      return type satisfies never;
  }
}

function checkDate(format: string | undefined, value: unknown, fail: Fail): void {
  const isDate = value instanceof Date;
  if (!isDate && typeof value !== 'string') return fail();
  const date = toDate(value);
  if (date === undefined) return fail(isDate ? received(value) : quoted(String(value)));
  if (format === undefined) return;
  const directive = unknownDirective(format);
  if (directive !== undefined) {
    return fail(received(value), { says: `the workflow wants ${literal(format)}, and this package cannot write ${printable(directive)}` });
  }
  if (losesCentury(date, format)) {
    fail(received(value), {
      says: `the workflow wants ${literal(format)}, and two digits cannot tell the year ${date.getUTCFullYear()}`,
    });
  }
}

function checkFile({ accept = FILE_EXTENSIONS }: FileType, value: unknown, fail: Fail): void {
  if (!isFile(value)) return fail(typeof value === 'string' ? 'a string (a path is passed as file(path))' : received(value));
  const extension = extensionToSend(value, accept);
  if (isUploaded(value)) {
    if (!/^https?:\/\/./i.test(value.url)) return fail('not the URL of an uploaded file');
    // A service's URL need not end in the file's extension; one that plainly contradicts is a mistake.
    return extension === '' || accept.includes(extension) || !FILE_EXTENSIONS.some((known) => known === extension)
      ? undefined
      : fail(`a ${extension} file`, UNSUPPORTED);
  }
  if (accept.includes(extension)) return;
  fail(extension === '' ? 'a file without an extension (name it: bytes(data, "name.pdf"))' : `a ${extension} file`, UNSUPPORTED);
}

function checkUnion(types: readonly SingleType[], value: unknown, path: IssuePath, report: Report, fail: Fail): void {
  const attempts = types.map((type) => {
    const found: [IssuePath, IssueText][] = [];
    checkValue(type, value, path, (at, text) => {
      if (found.length < MAX_ISSUES) found.push([at, text]);
    });
    return found;
  });
  if (attempts.some((found) => found.length === 0)) return;
  // One whose kind was right and only something inside is wrong tells more than "none of them".
  const deeper = attempts.filter((found) => found.every(([at]) => at.length > path.length));
  if (deeper[0] === undefined || deeper.length > 1) return fail();
  for (const [at, text] of deeper[0]) report(at, text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
