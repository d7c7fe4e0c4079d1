import type { FoundProject } from './found-project.ts';
import type { PlannedFile } from './planned-file.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

const SCRIPT = { key: 'opus', value: 'opus-codegen' } as const;

/**
 * The script `opus` of package.json, all else in it untouched. Without a package.json there is nothing to plan.
 *
 * @throws {DiagnosticError} when package.json is none.
 */
export async function planPackageScript({ packageJson }: FoundProject): Promise<readonly PlannedFile[]> {
  const path = 'package.json';
  if (packageJson === undefined) return [];
  const scripts = scriptsOf(packageJson);
  if (Object.values(scripts).some((command) => typeof command === 'string' && command.includes('opus-codegen')))
    return [{ kind: 'there', path, what: 'a script that runs opus-codegen' }];
  if (SCRIPT.key in scripts) return [{ kind: 'there', path, what: `a script called "${SCRIPT.key}", which stays` }];
  const { entryAdded } = await import('../config-edit/edit-json.ts');
  const text = entryAdded(packageJson, 'scripts', SCRIPT);
  return [{ kind: 'add', path, before: packageJson, text, added: [`"scripts": { "${SCRIPT.key}": "${SCRIPT.value}" }`] }];
}

function scriptsOf(text: string): object {
  try {
    const manifest: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof manifest === 'object' && manifest !== null && !Array.isArray(manifest)) {
      const scripts = 'scripts' in manifest ? manifest.scripts : {};
      if (typeof scripts === 'object' && scripts !== null && !Array.isArray(scripts)) return scripts;
    }
  } catch {
    // told below
  }
  throw new DiagnosticError(diagnose('package-json-unusable', { where: 'package.json' }));
}
