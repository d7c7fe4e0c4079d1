import type { InputErrorCode } from '../errors/codes.ts';
import { literal } from './describe.ts';

/** One thing wrong with the values of a call. Never carries more of a value than a number, a day or an option that was mistyped. */
export interface InputIssue {
  readonly code: InputErrorCode;
  /** From the input object down: names as in the generated types, and indexes of arrays. Empty: the input object itself. */
  readonly path: readonly (string | number)[];
  /** The path as it is written in code: `lines[2].sku`. */
  readonly pathText: string;
  /** A whole sentence: the place, what was expected, what came. */
  readonly message: string;
  readonly expected: string;
  readonly received: string;
  /** What was probably meant: another name, another option. */
  readonly suggestion?: string;
}

export type IssuePath = InputIssue['path'];

/** Past this many the rest help nobody, and an array of a million wrong values must not cost a million objects. */
export const MAX_ISSUES = 1_000;

export interface IssueText {
  /** Default `INVALID_INPUT`. */
  readonly code?: InputErrorCode | undefined;
  readonly expected: string;
  readonly received: string;
  readonly suggestion?: string | undefined;
  /** What to say instead of "expected …, got …". */
  readonly says?: string | undefined;
}

/** Takes what a check finds. */
export type Report = (path: IssuePath, text: IssueText) => void;

export function issueAt(path: IssuePath, { code = 'INVALID_INPUT', expected, received, suggestion, says }: IssueText): InputIssue {
  const pathText = textOfPath(path);
  const question = suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
  return {
    code,
    path,
    pathText,
    message: `${pathText || 'The input'}: ${says ?? `expected ${expected}, got ${received}`}.${question}`,
    expected,
    received,
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** `lines[2].sku` */
export function textOfPath(path: IssuePath): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : memberText(step, index === 0))).join('');
}

/** A member as code names it: `.sku`, `["Betrag in €"]`; the first without its dot. */
export function memberText(name: string, first = false): string {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) return `[${literal(name)}]`;
  return first ? name : `.${name}`;
}
