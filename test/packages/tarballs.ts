/** `pnpm tarballs`: builds the packages and packs them into dist/tarballs/, to be installed into a project elsewhere before they are published. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../project/linked-project.ts';
import { packAll } from './packed-packages.ts';

const folder = join(repositoryRoot, 'dist/tarballs');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const packed = await packAll(folder);
const fileOf = (name: string): string => {
  const file = readdirSync(folder).find((tarball) => tarball.startsWith(`${name.replace('@', '').replace('/', '-')}-`));
  return join(folder, file ?? name);
};
const files = packed.map(({ name }) => fileOf(name));
// npm takes a package from the command line for what the others depend on; pnpm asks the registry for it unless told otherwise.
const overrides = packed.map(({ name }) => `  '${name}': file:${fileOf(name)}`);
console.log(`In your project, with npm:

npm install ${files.join(' ')}

With pnpm, this in pnpm-workspace.yaml first:

overrides:
${overrides.join('\n')}

pnpm add ${fileOf('@opus-codegen/runtime')}
pnpm add --save-dev ${fileOf('@opus-codegen/generator')}`);
