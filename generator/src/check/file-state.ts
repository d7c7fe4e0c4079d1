import { join } from 'node:path';
import type { FileAction } from '../plan/plan-files.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

/** What a plan says about the files as they are, for a check that writes nothing. Empty: they are what config and lockfile give. Pure. */
export function fileDiagnostics(actions: readonly FileAction[], outputDir: string): readonly Diagnostic[] {
  return actions.flatMap((action) => {
    const { fileName } = action;
    const where = join(outputDir, fileName);
    switch (action.kind) {
      case 'unchanged':
        return [];
      case 'create':
        return [diagnose('file-missing', { what: `${fileName} is missing.`, where })];
      case 'update':
        return [diagnose('file-stale', { what: `${fileName} is out of date.`, where })];
      case 'delete-orphan':
        return [diagnose('file-orphaned', { what: `${fileName} belongs to no workflow of the config.`, where })];
      case 'refuse-edited':
        return [diagnose('file-hand-edited', { what: `${fileName} was edited by hand since it was generated.`, where })];
      case 'refuse-merged':
        return [
          diagnose('file-hand-edited', {
            what: `${fileName} holds merge conflict markers.`,
            where,
            fix: `Keep either side (\`git checkout --theirs\` with its path), then run \`opus-codegen generate --frozen\`.`,
          }),
        ];
      case 'refuse-foreign':
        return [diagnose('file-blocked', { what: `${action.inTheWay} stands where the generated ${fileName} belongs.`, where })];
      default:
        return action satisfies never;
    }
  });
}
