import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { packAll } from '../../packages/packed-packages.ts';
import { startRegistry } from '../../packages/registry.ts';
import { thirdPartyPackages } from '../../packages/third-party.ts';
import { runPnpm } from '../../packages/command.ts';
import type { Progress } from '../harness/progress.ts';
import type { Scratch } from './scratch.ts';

/** Our packages as users have them: packed tarballs, installed by a package manager. */
export interface Ours {
  /** A folder whose `node_modules` holds them; projects in folders below it find them there. */
  readonly folder: string;
  /** The program `opus-codegen`. */
  readonly bin: string;
}

export async function installOurs(scratch: Scratch, progress: Progress): Promise<Ours> {
  progress.step('building, packing and installing our packages');
  const packed = await packAll(scratch.folder('tarballs'));
  const [first] = packed;
  const version = String(first?.manifest.version);
  await using registry = await startRegistry([...packed, ...(await thirdPartyPackages(packed, ['@types/node']))]);
  const folder = scratch.folder('ours');
  const names = ['generator', 'local-operator', 'runtime'].map((name) => [`@opus-codegen/${name}`, version]);
  const manifest = { private: true, type: 'module', dependencies: Object.fromEntries([...names, ['@types/node', '*']]) };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'pnpm-workspace.yaml'), 'packages: [.]\n');
  writeFileSync(join(folder, '.npmrc'), `registry=${registry.url}\n`);
  const stores = ['--store-dir', join(folder, '.store'), `--config.cache-dir=${join(folder, '.cache')}`];
  await runPnpm(folder, ['install', ...stores]);
  return { folder, bin: join(folder, 'node_modules/@opus-codegen/generator/bin/opus-codegen.mjs') };
}
