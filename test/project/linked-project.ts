import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The checkout. */
export const repositoryRoot: string = join(import.meta.dirname, '../..');

/** A user's project outside the checkout, with our packages linked into its node_modules. Gone when disposed. */
export interface LinkedProject extends Disposable {
  readonly folder: string;
  /** Links a package of the checkout's own `node_modules` as well. */
  link(packageName: string): void;
}

/** @param template a folder whose content the project starts with. */
export function createLinkedProject(name: string, template?: string): LinkedProject {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `opus-${name}-`));
  if (template) cpSync(template, folder, { recursive: true });
  link('runtime', join(folder, 'node_modules/@opus-codegen/runtime'));
  link('generator', join(folder, 'node_modules/@opus-codegen/generator'));
  link('packages/local-operator', join(folder, 'node_modules/@opus-codegen/local-operator'));
  link('node_modules/@types/node', join(folder, 'node_modules/@types/node'));
  return {
    folder,
    link: (packageName) => link(`node_modules/${packageName}`, join(folder, 'node_modules', packageName)),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function link(pathInCheckout: string, at: string): void {
  mkdirSync(dirname(at), { recursive: true });
  symlinkSync(realpathSync(join(repositoryRoot, pathInCheckout)), at, 'junction');
}
