import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../project/linked-project.ts';

/** What users import: a package, or one of its paths. */
export interface PublicModule {
  /** `runtime`, `runtime/codegen-v1`: without our scope. */
  readonly name: string;
  /** Absolute. */
  readonly source: string;
  readonly about: string;
}

const ABOUT: Readonly<Record<string, string>> = {
  runtime: 'your code: clients, files, jobs, batches, errors',
  'runtime/codegen-v1': 'generated code. What stands here is told under `runtime`',
  generator: '`opus.config.ts`',
  'generator/reports': 'drift reports in any format, for programs of your own',
  'local-operator': 'tests, and working offline',
  'local-operator/command': 'the command `opus-local-operator`',
  schema: 'reading workflows, comparing and fingerprinting them',
  'schema/lockfile': 'reading `opus.lock.json`',
  'operator-api': 'the types of the wire; [`operator.openapi.yaml`](../../packages/operator-api/operator.openapi.yaml) says them in full',
};

/** The packages in the order a reader wants them. */
export const PUBLISHED_FOLDERS = ['runtime', 'generator', 'packages/local-operator', 'packages/schema', 'packages/operator-api'] as const;

/** Every module that the manifests of the packages export. */
export function publicModules(): readonly PublicModule[] {
  return PUBLISHED_FOLDERS.flatMap((folder) => {
    const { name, exports } = readManifest(folder);
    return Object.entries(exports).flatMap(([path, target]) => {
      const source = typeof target === 'string' ? undefined : target['opus-source'];
      if (source === undefined) return [];
      const shortName = `${name.replace(/^@opus-codegen\//, '')}${path.slice(1)}`;
      const about = ABOUT[shortName];
      if (about === undefined) throw new Error(`Say in ${import.meta.filename} what ${shortName} is for.`);
      return [{ name: shortName, source: join(repositoryRoot, folder, source), about }];
    });
  });
}

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8')) as Manifest; // our own manifests
}
