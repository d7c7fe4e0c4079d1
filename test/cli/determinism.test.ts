import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startCliProject, type CliProject } from './harness.ts';
import { workflowIds } from '../workflows/workflows.ts';

const keys = ['supplierOnboarding', 'applicantScreening'] as const;

/** The same JSON with every object's keys the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  );
}

const isOurs = (name: string): boolean => name === 'opus.lock.json' || name.startsWith('opus/');

const WRITTEN_AT_S = 1_000_000;

function age(project: CliProject): readonly string[] {
  const names = Object.keys(project.tree()).filter(isOurs);
  for (const name of names) utimesSync(join(project.folder, name), WRITTEN_AT_S, WRITTEN_AT_S);
  return names;
}

/** The files that were written since `age`. */
function writtenSince(project: CliProject): readonly string[] {
  return Object.keys(project.tree()).filter((name) => isOurs(name) && project.modifiedAtMs(name) !== WRITTEN_AT_S * 1000);
}

test('an answer in another order gives the same bytes, rendered anew', async () => {
  await using project = await startCliProject({ keys, generated: true });
  const before = project.tree();
  for (const key of keys) project.operator.editWorkflow(workflowIds[key], reversed);
  age(project);
  expect((await project.run([])).code).toBe(0);
  expect(writtenSince(project)).toEqual([]);
  expect((await project.run(['--force'])).code).toBe(0);
  expect(project.tree()).toEqual(before);
});

test('another machine, folder, language and time zone give the same bytes', async () => {
  await using here = await startCliProject({ keys, generated: true });
  await using there = await startCliProject({ keys });
  const env = { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Apia', HOME: there.folder };
  expect(await there.runProcess(['--quiet'], { env })).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(there.tree()).toEqual(here.tree());
});

describe('a checkout that turned every line end into CRLF', () => {
  test('is unchanged to generate, frozen or not, and in agreement to check', async () => {
    await using project = await startCliProject({ keys, generated: true, files: { '.prettierrc': '{\n  "printWidth": 100\n}\n' } });
    await project.run(['--frozen']);
    project.write(Object.fromEntries(Object.entries(project.tree()).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')])));
    const before = project.tree();
    expect(before['opus.lock.json']).toContain('\r\n');
    age(project);
    for (const args of [[], ['--frozen'], ['check'], ['check', '--offline']]) {
      const { code, stdout } = await project.run(args);
      expect({ args, code, stdout }).toMatchObject({ code: 0, stdout: expect.stringMatching(/up to date|agree/) });
    }
    expect(writtenSince(project)).toEqual([]);
    expect(project.tree()).toEqual(before);
  });

  test('an edit there is seen all the same', async () => {
    await using project = await startCliProject({ keys, generated: true });
    const text = project.read('opus/index.ts').replaceAll('\n', '\r\n');
    project.write({ 'opus/index.ts': `${text}// mine\r\n` });
    expect((await project.run(['--frozen'])).code).toBe(23);
  });
});

describe('a run with nothing to do', () => {
  test('writes nothing, and with --frozen neither opens a socket nor asks for an address', async () => {
    await using project = await startCliProject({ keys, generated: true });
    project.write({
      'guard.mjs': `import net from 'node:net'; import dns from 'node:dns'; import dgram from 'node:dgram'; import { writeSync } from 'node:fs';
const refuse = (what) => () => { writeSync(2, 'NETWORK ' + what + '\\n'); process.abort(); };
net.Socket.prototype.connect = refuse('connect');
dgram.Socket.prototype.send = refuse('send');
dns.lookup = refuse('lookup'); dns.promises.lookup = refuse('lookup');
globalThis.fetch = refuse('fetch');`,
    });
    const env = { NODE_OPTIONS: `--import=${pathToFileURL(join(project.folder, 'guard.mjs')).href}` };
    age(project);
    const frozen = await project.runProcess(['--frozen'], { env });
    expect(frozen).toEqual({ code: 0, stdout: 'opus.config.ts: up to date (4 unchanged)\n', stderr: '' });
    expect(writtenSince(project)).toEqual([]);
    // The guard is there: an ordinary run does not get past it.
    expect((await project.runProcess([], { env })).stderr).toContain('NETWORK fetch');
  });

  test('renders one file when one is stale, and keeps the others', async () => {
    await using project = await startCliProject({ keys, generated: true });
    const before = project.tree();
    age(project);
    const stale = project.read('opus/supplier-onboarding.ts').replace(/ @source [0-9a-f]+/, ' @source 0000000000000000');
    project.write({ 'opus/supplier-onboarding.ts': stale });
    expect((await project.run(['--frozen', '--force'])).stdout).toContain('(1 updated, 3 unchanged)');
    expect(project.tree()).toEqual(before);
    expect(writtenSince(project)).toEqual(['opus/supplier-onboarding.ts']);
  });
});
