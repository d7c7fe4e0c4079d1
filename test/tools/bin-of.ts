import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * The script behind a command of the checkout's own dependencies. Run by `node` it needs neither a shell nor, on Windows, a `.cmd`: arguments with
 * blanks arrive as they are, on every system.
 */
export function binOf(packageName: string, command: string = packageName): string {
  const folder = join(root, 'node_modules', packageName);
  const { bin }: { readonly bin: string | Readonly<Record<string, string>> } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const script = typeof bin === 'string' ? bin : bin[command];
  if (script === undefined) throw new Error(`${packageName} has no command ${command}`);
  return join(folder, script);
}
