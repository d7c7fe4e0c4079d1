import { Project } from 'ts-morph';

/** TypeScript's own `lib.*.d.ts`. ts-morph carries them inside its code and serves them from a folder that is not on the disk. */
export interface LibFiles {
  readonly folder: string;
  /** `undefined` for every path outside `folder`. */
  readonly read: (path: string) => string | undefined;
}

const FOLDER = '/node_modules/typescript/lib';

export function createLibFiles(): LibFiles {
  const host = new Project({ useInMemoryFileSystem: true, skipAddingFilesFromTsConfig: true }).getModuleResolutionHost();
  return { folder: FOLDER, read: (path) => (path.startsWith(`${FOLDER}/`) ? host.readFile(path) : undefined) };
}
