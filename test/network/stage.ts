import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startLocalOperator, type LocalOperator } from '@opus-codegen/local-operator';

const BIN = join(import.meta.dirname, '../../generator/bin/opus-codegen.mjs');
const HASTY_TIMERS = pathToFileURL(join(import.meta.dirname, 'hasty-timers.mjs')).href;

/** The workflows of the project, nine of them: `first` to `ninth`. */
export const KEYS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth'] as const;
export type Key = (typeof KEYS)[number];

export function idOf(key: Key): string {
  return `Wf0000000000${key}`;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project with nine generated workflows, the service they live on, and the real command. */
export interface Stage extends AsyncDisposable {
  readonly operator: LocalOperator;
  /** Runs `opus-codegen` as a process of its own. In its environment, `HASTE` says how many of its seconds pass in one. */
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Ended>;
  /** Edits a workflow as people do: a required input more, or a wire name made anew. */
  edit(key: Key, change: 'breaking' | 'renamed'): void;
  /** The service and the files as they were in the beginning. */
  reset(): void;
  /** A file of the project, made out of date. */
  makeStale(): void;
  tree(): Readonly<Record<string, string>>;
}

export async function startStage(): Promise<Stage> {
  const operator = await startLocalOperator({ workflows: KEYS.map(workflowOf) });
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'opus-network-'));
  const workflows = Object.fromEntries(KEYS.map((key) => [key, idOf(key)]));
  writeFileSync(join(folder, 'opus.config.json'), JSON.stringify({ output: './opus', concurrency: KEYS.length, workflows }));
  const service = { OPUS_BASE_URL: operator.baseUrl, OPUS_SERVICE_KEY: operator.serviceKey };
  const run: Stage['run'] = (args, env = {}) => ended(args, folder, { ...service, ...env });
  const generated = await run(['generate']);
  if (generated.code !== 0) throw new Error(generated.stdout + generated.stderr);
  const files = treeOf(folder);
  return {
    operator,
    run,
    edit: (key, change) => operator.putWorkflow({ id: idOf(key), schema: schemaOf(key, change) }),
    makeStale: () => writeFileSync(join(folder, 'opus/index.ts'), ''),
    reset() {
      operator.clearFaults();
      operator.clearRequests();
      for (const key of KEYS) operator.putWorkflow(workflowOf(key));
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    },
    tree: () => treeOf(folder),
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
      await operator.close();
    },
  };
}

function workflowOf(key: Key): { readonly id: string; readonly schema: unknown } {
  return { id: idOf(key), schema: schemaOf(key) };
}

function schemaOf(key: Key, change?: 'breaking' | 'renamed'): unknown {
  const order = change === 'renamed' ? 'workflow_input_n3w000001' : 'workflow_input_0rd3r0001';
  return {
    workflowId: idOf(key),
    name: `The ${key}`,
    jobPayloadSchema: {
      [order]: input(order, 'Order No.'),
      ...(change === 'breaking' ? { workflow_input_c0stc3n01: input('workflow_input_c0stc3n01', 'Cost Centre') } : {}),
    },
    jobResultsPayloadSchema: { total: { variable_name: 'total', display_name: 'Total', type: 'float', is_nullable: false } },
  };
}

function input(wire: string, label: string): object {
  return { variable_name: wire, display_name: label, type: 'str', is_nullable: false };
}

function ended(args: readonly string[], cwd: string, env: Readonly<Record<string, string>>): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', HASTY_TIMERS, BIN, ...args], {
    cwd,
    // Should there be no resolver at all, it is given up soon; nothing else of the test runner's environment.
    // Twenty times as fast leaves a busy machine a second and a half for an answer.
    env: { PATH: process.env['PATH'], RES_OPTIONS: 'timeout:1 attempts:1', HASTE: '20', ...env },
  });
  const texts = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (texts.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (texts.stderr += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...texts }));
  });
}

function treeOf(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
  );
}

/** A server of another kind than the service, at an address of its own. */
export interface Elsewhere extends AsyncDisposable {
  readonly baseUrl: string;
  /** What reached it over HTTP. */
  readonly requests: readonly string[];
}

/** Speaks TLS, with a certificate that nobody vouches for. */
export async function startSelfSigned(): Promise<Elsewhere> {
  const pem = readFileSync(join(import.meta.dirname, 'fixtures/self-signed.pem'), 'utf8');
  const requests: string[] = [];
  const server = createTlsServer({ cert: pem, key: pem }, (request, response) => {
    requests.push(request.url ?? '');
    response.end('{}');
  });
  return await listening(server, 'https', requests);
}

/** Speaks HTTP where TLS is expected. */
export async function startPlainBehindHttps(): Promise<Elsewhere> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    response.end('{}');
  });
  return await listening(server, 'https', requests);
}

async function listening(server: Server, scheme: 'http' | 'https', requests: readonly string[]): Promise<Elsewhere> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has a port
  return {
    baseUrl: `${scheme}://127.0.0.1:${port}`,
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An address on this machine where nobody listens. */
export async function deserted(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // a TCP server has a port
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
