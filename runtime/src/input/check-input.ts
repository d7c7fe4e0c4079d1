import type { Variable } from '@opus-codegen/schema';
import { collectFiles } from '../files/collect.ts';
import { statFiles, type StatedFile } from '../files/stat.ts';
import { inputError } from './input-error.ts';
import type { InputIssue } from './issue.ts';
import { validateInput } from './validate.ts';

/** Everything wrong with the values of a call and with their files, as far as this machine can tell; and the files that are fine. */
export async function checkInput(
  variables: readonly Variable[],
  input: unknown,
): Promise<{ readonly files: readonly StatedFile[]; readonly issues: readonly InputIssue[] }> {
  const { files, issues } = await statFiles(collectFiles(variables, input));
  return { files, issues: [...validateInput(variables, input), ...issues] };
}

/** The files of a run, all fine. @throws {InputError} everything that is wrong, of values and of files, in one error. */
export async function checkedFiles(variables: readonly Variable[], input: unknown, workflowId: string): Promise<readonly StatedFile[]> {
  const { files, issues } = await checkInput(variables, input);
  if (issues.length > 0) throw inputError(issues, workflowId);
  return files;
}
