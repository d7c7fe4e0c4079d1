import type { Variable } from '@opus-codegen/schema';
import { collectFiles } from '../files/collect.ts';
import { statFiles, type StatedFile } from '../files/stat.ts';
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
