import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCommand, type CommandHost } from './command.ts';
import { startLocalOperator } from './start.ts';
import { V1_ID, v1Schema } from './testing/schemas.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opus-schemas-'));
  await writeFile(join(folder, 'invoice.json'), JSON.stringify(v1Schema));
});

afterEach(() => rm(folder, { recursive: true }));

interface Terminal extends CommandHost {
  printed(): string;
  complained(): string;
  stop(): void;
}

function terminal(): Terminal {
  const [out, err]: [string[], string[]] = [[], []];
  const stop = new AbortController();
  return {
    out: (text) => out.push(text),
    err: (text) => err.push(text),
    stopped: new Promise((resolve) => stop.signal.addEventListener('abort', () => resolve())),
    printed: () => out.join(''),
    complained: () => err.join(''),
    stop: () => stop.abort(),
  };
}

const valueOf = (text: string, name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? '';

test('serves a folder until it is stopped, and says how to use it', async () => {
  const host = terminal();
  const running = runCommand([folder, '--port', '0', '--job-duration', '5'], host);
  await expect.poll(() => host.printed()).toContain('Ctrl-C');
  const [baseUrl, key] = [valueOf(host.printed(), 'OPUS_BASE_URL'), valueOf(host.printed(), 'OPUS_SERVICE_KEY')];

  const response = await fetch(`${baseUrl}/workflow/${V1_ID}?version=3`, { headers: { 'x-service-key': key } });
  host.stop();

  expect(response.status).toBe(200);
  expect(await running).toBe(0);
  expect(host.printed()).toContain(`curl -H 'x-service-key: ${key}' '${baseUrl}/workflow/${V1_ID}'`);
  expect(host.complained()).toBe(`GET /workflow/${V1_ID} 200\n`);
  await expect(fetch(`${baseUrl}/workflow/${V1_ID}`)).rejects.toThrow('fetch failed');
});

test('serves a lockfile, and an example, beside a folder', async () => {
  const lockfile = join(import.meta.dirname, '../../../opus.lock.json');
  const host = terminal();
  const running = runCommand(['--lockfile', lockfile, '--port', '0'], host);
  await expect.poll(() => host.printed()).toContain('Ctrl-C');
  host.stop();
  await running;
  expect(host.printed()).toContain(`Serving 6 workflows from ${lockfile}:\n  5a5a5a5a-`);

  const other = terminal();
  const example = runCommand([folder, '--example', '--port', '0'], other);
  await expect.poll(() => other.printed()).toContain('Ctrl-C');
  other.stop();
  await example;
  expect(other.printed()).toContain(`Serving 1 workflow from ${folder}, the example:\n  ${V1_ID}\n`);
});

test('takes a key, and is quiet when told', async () => {
  const host = terminal();
  const running = runCommand([folder, '--port', '0', '--key', '_mine', '--quiet'], host);
  await expect.poll(() => host.printed()).toContain('OPUS_SERVICE_KEY=_mine');

  const response = await fetch(`${valueOf(host.printed(), 'OPUS_BASE_URL')}/workflow/${V1_ID}`, { headers: { 'x-service-key': '_mine' } });
  host.stop();
  await running;

  expect(response.status).toBe(200);
  expect(host.complained()).toBe('');
});

test('an id from a file cannot drive the terminal', async () => {
  await writeFile(join(folder, 'invoice.json'), JSON.stringify({ ...v1Schema, workflowId: 'a\u001b[31m\u202eb' }));
  const host = terminal();
  const running = runCommand([folder, '--port', '0'], host);
  await expect.poll(() => host.printed()).toContain('Ctrl-C');
  host.stop();
  await running;

  expect(host.printed()).toContain('  a?[31m?b\n');
  expect(host.printed()).toContain('/workflow/a%1B%5B31m%E2%80%AEb');
});

// On Windows no process can send it to another one.
test.runIf(process.platform !== 'win32')('Ctrl-C ends the command itself with 0', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, '../bin/opus-local-operator.mjs'), folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    if (chunk.toString('utf8').includes('Ctrl-C')) child.kill('SIGINT');
  }

  expect(await ended).toEqual([0, null]);
});

describe('refuses', () => {
  test.each([
    [[], 2, 'nothing to serve: name a folder of schemas, or use --lockfile or --example'],
    [['--lockfile', '/no/such/file'], 1, '/no/such/file cannot be read. There is no such file'],
    [['x', 'y'], 2, 'too many arguments'],
    [['x', '--port', '70000'], 2, 'A port is a number from 0 to 65535.'],
    [['x', '--job-duration', 'soon'], 2, 'Milliseconds, 0 or more.'],
    [['x', '--wat'], 2, "unknown option '--wat'"],
    [['/no/such/folder'], 1, '/no/such/folder cannot be read.'],
  ] as const)('%j with %i', async (args, exitCode, message) => {
    const host = terminal();

    expect(await runCommand(args, host)).toBe(exitCode);
    expect(host.complained()).toContain(message);
    expect(host.printed()).toBe('');
  });

  test('a port that is taken, by its number', async () => {
    await using other = await startLocalOperator();
    const { port } = new URL(other.baseUrl);
    const host = terminal();

    expect(await runCommand([folder, '--port', port], host)).toBe(1);
    expect(host.complained()).toBe(`Port ${port} is taken. Name another one, or 0 for any that is free.\n`);
  });
});

test('--help goes to the output and is no error', async () => {
  const host = terminal();

  expect(await runCommand(['--help'], host)).toBe(0);
  expect(host.printed()).toContain('Usage: opus-local-operator [options] [schemas]');
});
