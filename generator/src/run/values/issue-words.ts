import type { InputIssue } from '@opus-codegen/runtime';
import { typeAt } from './place.ts';
import { wanted } from './words.ts';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';

/** What the runtime found wrong with a value, for somebody who wrote it into a file and not into code. */
export function issueWords(issue: InputIssue, { inputs, removed }: Pick<LockedWorkflow, 'inputs' | 'removed'>): string {
  const [name] = issue.path;
  const gone = issue.path.length === 1 ? removed.find((variable) => variable.name === name) : undefined;
  if (gone !== undefined) return `${issue.pathText}: was removed from the workflow.`;
  const type = typeAt(inputs, issue.path);
  if (type === undefined) return issue.message;
  const limit = issue.code === 'FILE_TOO_LARGE' ? ' of at most 10 MB' : '';
  // A function, because a replacement text may hold `$&`. What names a file in code is no help where a path is written.
  return issue.message.replace(issue.expected, () => wanted(type) + limit).replace(' (name it: bytes(data, "name.pdf"))', '');
}
