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
