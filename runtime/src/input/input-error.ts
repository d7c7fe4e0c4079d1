import { InputError } from '../errors/index.ts';
import { indented } from './describe.ts';
import type { InputIssue } from './issue.ts';

/** Issues spelled out in the message; all of them stand in `issues`. */
const SHOWN = 20;

/** One error for everything found. Its code is the issues' own when they agree, else `INVALID_INPUT`. */
export function inputError(issues: readonly InputIssue[], workflowId?: string): InputError {
  const codes = new Set(issues.map(({ code }) => code));
  const [code = 'INVALID_INPUT'] = codes.size === 1 ? codes : [];
  const lines = issues.map((issue) => issue.message);
  const message = issues.length === 1 ? (lines[0] ?? '') : `${issues.length} values do not fit:${indented(lines, SHOWN)}`;
  return new InputError({ code, message, issues, workflowId });
}
