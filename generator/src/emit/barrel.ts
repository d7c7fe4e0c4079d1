import { StructureKind, type StatementStructures } from 'ts-morph';
import type { BarrelEntry } from './barrel-entry.ts';

/**
 * `index.ts`: every workflow's exports, by name. A nested type whose name another file also has (`InvoiceInputInput`) is left to its own file.
 */
export function barrelStatements(entries: readonly BarrelEntry[], importExtension: string): readonly StatementStructures[] {
  const owners = new Map<string, number>();
  for (const name of entries.flatMap(exportedTypes)) owners.set(name, (owners.get(name) ?? 0) + 1);

  return entries.map(({ names, nestedTypes }) => ({
    kind: StructureKind.ExportDeclaration,
    moduleSpecifier: `./${names.module}${importExtension}`,
    namedExports: [
      ...[names.run, names.start, names.workflow].map((name) => ({ name })),
      ...[names.input, names.outputs, ...nestedTypes.filter((name) => owners.get(name) === 1)].map((name) => ({ name, isTypeOnly: true })),
    ],
  }));
}

function exportedTypes({ names, nestedTypes }: BarrelEntry): readonly string[] {
  return [names.input, names.outputs, ...nestedTypes];
}
