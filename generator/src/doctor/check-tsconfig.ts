import { join, relative } from 'node:path';
import { parts } from './check-versions.ts';
import { ok, problem, skipped, type Finding } from './finding.ts';
import { extensionFor, type CompilerOptions } from '../config/import-extension.ts';
import type { Project } from '../config/project.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';

/** What of a compiler's options matters to generated files. */
export interface CheckedOptions extends CompilerOptions {
  readonly strict?: boolean;
  readonly strictNullChecks?: boolean;
}

/** The tsconfig.json that the generated files fall under. */
export async function checkTsconfig(project: Project, typescriptVersion: string | undefined): Promise<readonly Finding[]> {
  const { getTsconfig } = await import('get-tsconfig');
  let nearest: ReturnType<typeof getTsconfig>;
  try {
    nearest = getTsconfig(join(project.outputDir, 'index.ts'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const what = `tsconfig.json cannot be read: ${reason.replace(/\.$/, '')}.`;
    return [problem('tsconfig', diagnose('tsconfig-unreadable', { what }))];
  }
  if (nearest === null || nearest === undefined) return [skipped('tsconfig', 'no tsconfig.json')];
  const path = relative(project.root, nearest.path).replaceAll('\\', '/');
  const problems = tsconfigProblems((nearest.config.compilerOptions ?? {}) as CheckedOptions, project, path, typescriptVersion);
  return problems.length > 0 ? problems : [ok('tsconfig', `${path} fits the generated files`)];
}

/** Pure. `typescriptVersion` absent: that of today. */
export function tsconfigProblems(
  options: CheckedOptions,
  { importExtension, barrel }: Pick<Project, 'importExtension' | 'barrel'>,
  where: string,
  typescriptVersion = '7.0.0',
): readonly Finding[] {
  // Before 6, modules were looked up as Node 10 did and null was not checked unless somebody said otherwise.
  const isOld = parts(typescriptVersion).major < 6;
  const found: Finding[] = [];
  const resolution = options.moduleResolution?.toLowerCase();
  const module = options.module?.toLowerCase();
  const impliesOld = resolution === undefined && isOld && !/^(?:node|preserve)/.test(module ?? '');
  if (resolution === 'node' || resolution === 'node10' || resolution === 'classic' || impliesOld) {
    const what =
      resolution === undefined
        ? `${where} says nothing of "moduleResolution", which TypeScript ${typescriptVersion} takes for "node10".`
        : `${where} says "moduleResolution": "${resolution}".`;
    found.push(problem('tsconfig', diagnose('tsconfig-resolution', { what, where })));
  }
  if ((options.strictNullChecks ?? options.strict ?? !isOld) === false) {
    found.push(problem('tsconfig', diagnose('tsconfig-loose', { what: `${where} does not check for null and undefined.`, where })));
  }
  const wanted = extensionFor(options);
  const isRefused = barrel && ((importExtension === '.ts' && wanted !== '.ts') || (importExtension === '' && wanted === '.js'));
  if (isRefused) {
    const what = `The config says importExtension: '${importExtension}', which ${where} refuses.`;
    found.push(problem('tsconfig', diagnose('tsconfig-extension', { what, where })));
  }
  return found;
}
