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
  /** What a server among its packages' scripts (`@opus-codegen/generator/bin/…`) says first on stdout; it is stopped then. */
  firstLine(script: string, args: readonly string[], node: NodeLine): Promise<string>;
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
    async firstLine(script, args, node) {
      const server = startServer(folder, node, [join('node_modules', script), ...args]);
      try {
        return await server.printed((text) => /^(.*)\n/.exec(text)?.[1]);
      } finally {
        await server.stop();
      }
    },
    async startOperator(node) {
      const script = 'node_modules/@opus-codegen/local-operator/bin/opus-local-operator.mjs';
      const server = startServer(folder, node, [script, 'schemas', '--port', '0', '--job-duration', '0', '--quiet']);
      stops.push(server.stop);
      env = await server.printed(environmentIn);
    },
    async [Symbol.asyncDispose]() {
      for (const stop of stops) await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Server {
  /** What `find` finds in all that was printed so far, as soon as it does. */
  printed<T>(find: (text: string) => T | undefined): Promise<T>;
  stop(): Promise<void>;
}

/** By its script: on Windows a command is a shell around it, and ending the shell would leave it running. */
function startServer(cwd: string, { binary }: NodeLine, args: readonly string[]): Server {
  const child = spawn(binary, args, { cwd, env: cleanEnvironment({}), stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve, reject) => child.on('error', reject).on('close', () => resolve()));
  return {
    async printed(find) {
      let text = '';
      for await (const part of child.stdout as AsyncIterable<Buffer>) {
        text += part.toString('utf8');
        const found = find(text);
        if (found !== undefined) return found;
      }
      throw new Error(`${args.join(' ')} ended early: ${text}`);
    },
    stop() {
      child.kill();
      return ended;
    },
  };
}

/** Its first lines are what goes into the environment: `OPUS_BASE_URL=…`, `OPUS_SERVICE_KEY=…`. */
function environmentIn(text: string): Readonly<Record<string, string>> | undefined {
  const lines = [...text.matchAll(/^(OPUS_\w+)=(.*)\n/gm)].map(([, name, value]) => [name, value]);
  return lines.length === 2 ? Object.fromEntries(lines) : undefined;
}

/** A project's dependencies: on what a registry has, or on this checkout. */
export function withDependencies(dependencies: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const manifest: object = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/project/package.json'), 'utf8'));
  return { 'package.json': `${JSON.stringify({ ...manifest, dependencies }, null, 2)}\n` };
}
