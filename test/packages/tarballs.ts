/** `pnpm tarballs`: builds the packages and packs them into dist/tarballs/, to be installed into a project elsewhere before they are published. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../project/linked-project.ts';
import { packAll } from './packed-packages.ts';

const folder = join(repositoryRoot, 'dist/tarballs');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await packAll(folder);
const files = readdirSync(folder).map((file) => join(folder, file));
console.log(`In your project:\n\nnpm install ${files.join(' ')}`);
