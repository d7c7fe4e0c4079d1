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
  // A function, because a replacement text may hold `$&`.
  return type === undefined ? issue.message : issue.message.replace(issue.expected, () => wanted(type));
}
