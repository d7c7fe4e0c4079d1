import type { BarrelEntry } from './barrel-entry.ts';
import { fromModule } from './statement-text.ts';

/**
 * `index.ts`, unformatted: every workflow's exports, by name. A nested type whose name another file also has (`InvoiceInputInput`) is left to its own
 * file.
 */
export function barrelFile(entries: readonly BarrelEntry[], importExtension: string): string {
  const owners = new Map<string, number>();
  for (const name of entries.flatMap(exportedTypes)) owners.set(name, (owners.get(name) ?? 0) + 1);

  const exports = entries.map(({ names, nestedTypes }) => {
    const types = [names.input, names.outputs, ...nestedTypes.filter((name) => owners.get(name) === 1)];
    return fromModule(
      'export',
      [names.run, names.start, names.workflow, ...types.map((name) => `type ${name}`)],
      `./${names.module}${importExtension}`,
    );
  });
  return exports.length === 0 ? 'export {};' : exports.join('\n');
}

function exportedTypes({ names, nestedTypes }: BarrelEntry): readonly string[] {
  return [names.input, names.outputs, ...nestedTypes];
}
