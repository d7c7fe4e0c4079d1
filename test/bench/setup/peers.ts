import { writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { versionIn } from '../harness/machine.ts';
import type { NodeCommand } from '../harness/measure-process.ts';
import type { Progress } from '../harness/progress.ts';
import { runPnpm } from '../../packages/command.ts';

/** Another generator, used as its documentation says. */
export interface Peer {
  readonly name: string;
  /** How it makes code of a document. @param folder its config goes there, and its code into `output`. */
  readonly command: (document: string, folder: string) => NodeCommand;
}

export interface Peers {
  /** Packages and versions, in words. */
  readonly versions: string;
  readonly heyApi: Peer;
  readonly heyApiWithPrettier: Peer;
  readonly orval: Peer;
  readonly openapiTypescript: Peer;
}

const peersFolder = join(import.meta.dirname, '../peers');

/** Installs the peers from their lockfile, where that was not done yet. They are no part of the workspace. */
export async function installPeers(progress: Progress): Promise<Peers> {
  progress.step('installing the peers');
  await runPnpm(peersFolder, ['install', '--frozen-lockfile']);
  return {
    versions: ['@hey-api/openapi-ts', 'orval', 'openapi-typescript', 'prettier'].map(named).join(', '),
    heyApi: heyApi('hey-api', ''),
    heyApiWithPrettier: heyApi('hey-api + prettier', `, postProcess: ['prettier']`),
    orval: {
      name: 'orval + prettier',
      command: (document, folder) => {
        const output = `target: ${text(join(folder, 'output/api.ts'))}, schemas: ${text(join(folder, 'output/model'))}, client: 'fetch', mode: 'split', formatter: 'prettier'`;
        const config = writeConfig(folder, 'orval.config.mjs', `{ flows: { input: ${text(document)}, output: { ${output} } } }`);
        return { args: [installedBeside('orval/dist/bin/orval.mjs'), '--config', config], cwd: folder, env: environment };
      },
    },
    openapiTypescript: {
      name: 'openapi-typescript',
      command: (document, folder) => ({
        args: [installedBeside('openapi-typescript/bin/cli.js'), document, '--output', join(folder, 'output/api.ts')],
        cwd: folder,
      }),
    },
  };
}

function heyApi(name: string, output: string): Peer {
  return {
    name,
    command: (document, folder) => {
      const plugins = `['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch']`;
      const outputText = `{ path: ${text(join(folder, 'output'))}${output} }`;
      const config = writeConfig(
        folder,
        'openapi-ts.config.mjs',
        `{ input: ${text(document)}, output: ${outputText}, plugins: ${plugins}, logs: { file: false } }`,
      );
      return { args: [installedBeside('@hey-api/openapi-ts/bin/run.js'), '--file', config], cwd: folder, env: environment };
    },
  };
}

/** hey-api starts the `prettier` that it finds in PATH. */
const environment: Readonly<Record<string, string>> = {
  PATH: [join(peersFolder, 'node_modules/.bin'), process.env['PATH']].join(delimiter),
};

function writeConfig(folder: string, name: string, value: string): string {
  const path = join(folder, name);
  writeFileSync(path, `export default ${value};\n`);
  return path;
}

function named(packageName: string): string {
  return `${packageName} ${versionIn(installedBeside(packageName))}`;
}

/** A file of a package that stands beside the peers: of a bundler, say. */
export function installedBeside(path: string): string {
  return join(peersFolder, 'node_modules', path);
}

function text(value: string): string {
  return JSON.stringify(value);
}
