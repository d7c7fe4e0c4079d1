import { ts } from 'ts-morph';
import type { World } from './worlds.ts';

/** The files whose types may depend on changed ones: those that import them, directly or through others, or everything where a changed or dependent file declares globals. */
export function affectedFiles({ program, imports }: World, isChanged: (file: ts.SourceFile) => boolean): ReadonlySet<ts.SourceFile> {
  const importers = new Map<ts.SourceFile, ts.SourceFile[]>();
  for (const file of program.getSourceFiles()) {
    const names = [
      ...(imports.resolved.get(file.fileName) ?? []),
      ...file.referencedFiles.map((reference) => ts.resolveTripleslashReference(reference.fileName, file.fileName)),
    ];
    for (const name of names) {
      const imported = program.getSourceFile(name);
      if (imported === undefined) continue;
      const known = importers.get(imported);
      if (known === undefined) importers.set(imported, [file]);
      else known.push(file);
    }
  }
  const affected = new Set(program.getSourceFiles().filter(isChanged));
  // The set grows while it is walked.
  for (const file of affected) {
    if (declaresGlobals(file)) return new Set(program.getSourceFiles());
    for (const importer of importers.get(file) ?? []) affected.add(importer);
  }
  return affected;
}

/** Whether others see what it declares without importing it. */
function declaresGlobals(file: ts.SourceFile): boolean {
  if (!ts.isExternalModule(file)) return !file.fileName.endsWith('.json');
  return file.statements.some(
    (statement) =>
      ts.isModuleDeclaration(statement) &&
      (ts.isStringLiteral(statement.name) || (statement.flags & ts.NodeFlags.GlobalAugmentation) !== 0),
  );
}
