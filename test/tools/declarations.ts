/**
 * Writes the type declarations of every package into its `declarations/`, in import order.
 *
 * Inside this repository everything compiles from source (the `opus-source` export condition). A project elsewhere that links these packages
 * must not compile our sources under its own flags, so it reads these declarations instead. Runs after every install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { binOf } from './bin-of.ts';

const root = join(import.meta.dirname, '../..');
const inImportOrder = ['packages/operator-api', 'packages/schema', 'runtime', 'packages/local-operator', 'generator'];

for (const folder of inImportOrder) {
  const project = join(root, folder, 'tsconfig.declarations.json');
  if (!existsSync(project)) throw new Error(`${folder} has no tsconfig.declarations.json`);
  rmSync(join(root, folder, 'declarations'), { recursive: true, force: true });
  const { status } = spawnSync(process.execPath, [binOf('typescript', 'tsc'), '-p', project], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
