import { join } from 'node:path';
import type { FileAction } from './plan-files.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

/** What keeps a plan from being carried out. Pure. */
export function refusals(actions: readonly FileAction[], outputDir: string): readonly Diagnostic[] {
  return actions.flatMap((action) => {
    const where = join(outputDir, action.fileName);
    switch (action.kind) {
      case 'refuse-edited':
        return [
          diagnose('file-edited', {
            what: action.isOrphan
              ? `${action.fileName} belongs to no workflow any more, but was edited by hand.`
              : `${action.fileName} was edited by hand since it was generated.`,
            where,
          }),
        ];
      case 'refuse-merged':
        return [
          diagnose('file-edited', {
            what: `${action.fileName} holds merge conflict markers.`,
            where,
            why: 'Which of its sides counts is yours to say. Nothing was written at all.',
            fix: `Keep either side (\`git checkout --theirs\` with its path) and run again: what is written comes from the lockfile.`,
          }),
        ];
      case 'refuse-foreign':
        return [diagnose('file-foreign', { what: `${action.inTheWay} is in the way of the generated ${action.fileName}.`, where })];
      case 'create':
      case 'update':
      case 'unchanged':
      case 'delete-orphan':
        return [];
      default:
        return action satisfies never;
    }
  });
}
