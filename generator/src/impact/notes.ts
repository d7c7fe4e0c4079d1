import { relative } from 'node:path';
import { ts } from 'ts-morph';
import type { ChangedBindings } from './bindings/changed-bindings.ts';
import { readBinding } from './bindings/read-binding.ts';
import type { CheckedProject } from './check-project.ts';
import { errorsOf } from './errors/errors-of.ts';
import type { ImpactRequest } from './impact.ts';
import { realPathOf, slashed, type Overlay } from './program/overlay.ts';
import type { BuiltSources } from './projects/built-sources.ts';
import type { TypeScriptProject } from './projects/read-projects.ts';

/** Newer versions may know what the one inside ts-morph does not; 7.0 is 6.0 in another language. */
const NEWEST_KNOWN: readonly [major: number, minor: number] = [7, 0];

/**
 * Bindings that are not on the disk, of workflows that changed: nobody who uses them compiles now, so nobody can be seen to stop. A workflow that
 * is new has no findings.
 */
export function notesAboutAbsent({ changed }: Overlay, findings: ImpactRequest['findings'], cwd: string): readonly string[] {
  const absent = [...changed].filter(([path, { before, after }]) => {
    if (before !== undefined || after === undefined) return false;
    const key = readBinding(ts.createSourceFile(path, after, ts.ScriptTarget.Latest, true))?.workflowKey;
    return key !== undefined && (findings.get(key)?.length ?? 0) > 0;
  });
  const names = [...new Set(absent.map(([path]) => slashed(relative(cwd, realPathOf(path)))))];
  if (names.length === 0) return [];
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return [
    `Not on the disk: ${names.slice(0, 3).join(', ')}${more}. Generate first (\`opus-codegen generate --frozen\`), then callers can be found.`,
  ];
}

/** What makes the answer about one project less than certain, one sentence each. */
export function notesAbout(
  project: TypeScriptProject,
  { worlds: { before, after }, files, leftOut, lasting, failed }: CheckedProject,
  bindings: ChangedBindings,
  built: BuiltSources,
  cwd: string,
): readonly string[] {
  const shown = (path: string): string => slashed(relative(cwd, path)) || '.';
  const notes: string[] = [];
  for (const file of before.program.getSourceFiles().filter(bindings.has)) {
    const missing = [...(before.imports.unresolved.get(file.fileName) ?? [])].filter((specifier) => !specifier.startsWith('.'));
    for (const specifier of missing) {
      notes.push(
        `${shown(project.configPath)}: the bindings cannot find ${specifier}, so callers may be missing here. Install the packages first.`,
      );
    }
  }
  for (const file of after.program.getSourceFiles().filter(bindings.has)) {
    const had = before.program.getSourceFile(file.fileName);
    const [error] = errorsOf(after.program, file);
    if (error !== undefined && (had === undefined || errorsOf(before.program, had).length === 0)) {
      notes.push(
        `The regenerated ${shown(file.fileName)} would not compile itself: ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`,
      );
    }
  }
  for (const [importer, names] of before.imports.resolved) {
    for (const name of names) {
      if (built.builtIn(name) !== undefined && before.program.getSourceFile(name)?.isDeclarationFile === true) {
        notes.push(
          `${shown(importer)} reads ${shown(name)}, built before the change: callers behind it are missing. Map it to its source with "paths".`,
        );
      }
    }
  }
  for (const { fileName } of failed) notes.push(`TypeScript itself fails at ${shown(fileName)}: callers in it are missing.`);
  if (leftOut > 0) {
    notes.push(
      `${shown(project.configPath)} is large: checked were only the ${files.length} files that depend on the bindings; unrelated errors in ${leftOut} others are not counted.`,
    );
  }
  const { typescript } = project;
  if (typescript !== undefined && lasting.length > 0 && isNewer(typescript, NEWEST_KNOWN)) {
    notes.push(
      `${shown(project.configPath)} is compiled with TypeScript ${typescript.join('.')}, looked at with ${ts.version}: what is new since may be among the unrelated errors.`,
    );
  }
  // A package read in many places is told of once.
  return [...new Set(notes)].slice(0, 10);
}

function isNewer([major, minor]: readonly [number, number], [knownMajor, knownMinor]: readonly [number, number]): boolean {
  return major > knownMajor || (major === knownMajor && minor > knownMinor);
}
