import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../project/linked-project.ts';
import type { NodeLine } from '../nodes/nodes.ts';
import { cleanEnvironment, runWell, type Ended } from './command.ts';

/** A user's project outside the checkout, which gets our packages as users get them. Gone when disposed. */
export interface ScratchProject extends AsyncDisposable {
  readonly folder: string;
  /** Runs a program there, one of the project's own commands first. @throws when it does not end with 0. */
  run(program: string, args: readonly string[], node?: NodeLine): Promise<Ended>;
  /** The installed `opus-local-operator` over the invoice workflow, until the project is disposed; later commands find it in their environment. */
  startOperator(node: NodeLine): Promise<void>;
}

/** @param extra files besides the template's, by path. */
export function createScratchProject(name: string, extra: Readonly<Record<string, string>>): ScratchProject {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), `opus-${name}-`));
  cpSync(join(import.meta.dirname, 'fixtures/project'), folder, { recursive: true });
  mkdirSync(join(folder, 'schemas'));
  cpSync(join(repositoryRoot, 'test/workflows/invoice.json'), join(folder, 'schemas/invoice.json'));
  cpSync(join(repositoryRoot, 'test/demo/files/march.pdf'), join(folder, 'march.pdf'));
  for (const [path, text] of Object.entries(extra)) writeFileSync(join(folder, path), text);

  let env: Readonly<Record<string, string>> = {};
  const stops: (() => Promise<void>)[] = [];
  const pathFor = (node?: NodeLine): readonly string[] => [join(folder, 'node_modules/.bin'), ...(node ? [dirname(node.binary)] : [])];

  return {
    folder,
    run: (program, args, node) => runWell(program, args, { cwd: folder, env, path: pathFor(node) }),
    async startOperator(node) {
      const child = spawn('opus-local-operator', ['schemas', '--port', '0', '--job-duration', '0', '--quiet'], {
        cwd: folder,
        env: cleanEnvironment({ path: pathFor(node) }),
        stdio: ['ignore', 'pipe', 'inherit'],
        shell: process.platform === 'win32',
      });
      const ended = new Promise<void>((resolve, reject) => child.on('error', reject).on('close', () => resolve()));
      stops.push(() => {
        child.kill();
        return ended;
      });
      env = await environmentPrinted(child.stdout);
    },
    async [Symbol.asyncDispose]() {
      for (const stop of stops) await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Its first lines are what goes into the environment: `OPUS_BASE_URL=…`, `OPUS_SERVICE_KEY=…`. */
async function environmentPrinted(stdout: AsyncIterable<Buffer>): Promise<Readonly<Record<string, string>>> {
  let text = '';
  for await (const part of stdout) {
    text += part.toString('utf8');
    const lines = [...text.matchAll(/^(OPUS_\w+)=(.*)\n/gm)].map(([, name, value]) => [name, value]);
    if (lines.length === 2) return Object.fromEntries(lines);
  }
  throw new Error(`opus-local-operator ended early: ${text}`);
}

/** A project's dependencies: on what a registry has, or on this checkout. */
export function withDependencies(dependencies: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const manifest: object = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/project/package.json'), 'utf8'));
  return { 'package.json': `${JSON.stringify({ ...manifest, dependencies }, null, 2)}\n` };
}
