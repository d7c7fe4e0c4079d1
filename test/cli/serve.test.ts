/** `opus-codegen serve`: what its users read, what their code meets there, and how it ends. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalOperator } from '@opus-codegen/local-operator';
import { bytes, createOpusClient, type OpusClient } from '@opus-codegen/runtime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runInvoiceWorkflow } from '../../generated/invoice.ts';
import { run } from '../../generator/src/cli/run.ts';
import { signalsArrive } from '../project/signals.ts';
import { workflowIds } from '../workflows/workflows.ts';
import { configOf, startCliProject, type CliProject } from './harness.ts';

const march = { invoiceDocument: bytes(new TextEncoder().encode('%PDF-1.7'), 'march.pdf'), poNumber: 'PO-4711' };

let project: CliProject;

beforeEach(async () => {
  project = await startCliProject({ keys: ['invoice', 'sampler'], generated: true });
});
afterEach(() => project[Symbol.asyncDispose]());

interface Serving extends AsyncDisposable {
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly baseUrl: () => string;
  readonly client: () => OpusClient;
  /** As Ctrl-C does; gives the exit code. */
  stop(): Promise<number>;
}

/** Starts it there, without a process of its own, and waits until it has said where it is, or has ended. */
async function startServing(args: readonly string[] = [], cwd: string = project.folder): Promise<Serving> {
  const [out, err]: [string[], string[]] = [[], []];
  const interruption = new AbortController();
  let hasEnded = false;
  const ended = run({
    argv: ['serve', '--port', '0', '--job-duration', '0', ...args],
    cwd,
    env: {},
    version: '0.0.0',
    today: '2026-11-23',
    runId: 'serve',
    signal: interruption.signal,
    sleep: async () => {},
    stdout: { isTty: false, write: (text) => out.push(text) },
    stderr: { isTty: false, write: (text) => err.push(text) },
  }).finally(() => (hasEnded = true));
  const stdout = (): string => out.join('');
  const valueOf = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(stdout())?.[1] ?? '';
  await expect.poll(() => stdout() !== '' || hasEnded, { timeout: 10_000 }).toBe(true);
  const stop = (): Promise<number> => {
    interruption.abort();
    return ended;
  };
  return {
    stdout,
    stderr: () => err.join(''),
    baseUrl: () => valueOf('OPUS_BASE_URL'),
    client: () => createOpusClient({ baseUrl: valueOf('OPUS_BASE_URL'), serviceKey: valueOf('OPUS_SERVICE_KEY'), schemaMaxAgeMs: 0 }),
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  };
}

test('says where it is, serves what the bindings were generated from, logs each request, and stops with 0', async () => {
  await using serving = await startServing();
  expect(serving.stdout()).toMatch(/^OPUS_BASE_URL=http:\/\/127\.0\.0\.1:\d+\nOPUS_SERVICE_KEY=_local-[0-9a-f]{90}\n$/);
  expect(serving.stderr())
    .toContain(`Serving 2 workflows of the lockfile at ${serving.baseUrl()}; jobs take 0 ms and complete with made-up outputs.
  invoice  ${workflowIds.invoice}
  sampler  ${workflowIds.sampler}
`);

  const events: string[] = [];
  const { outputs } = await runInvoiceWorkflow(march, { client: serving.client(), onEvent: ({ type }) => events.push(type) });

  expect(outputs).toEqual({ summary: 'Summary of job 2514', total: 1249.5, decision: 'approve' });
  expect(events).not.toContain('schema.drift');
  const log = serving.stderr().split('\n').slice(4, -1);
  expect(log.map((line) => line.replace(/media_[\w-]+/, 'media'))).toEqual([
    `GET /workflow/${workflowIds.invoice} 200`,
    'POST /job/initiate 201',
    'POST /job/file/upload 200',
    'PUT (storage) /media/private/uploaded/media.pdf 200',
    'POST /job/execute 200',
    'GET /job/2514/status 200',
    'GET /job/2514/results 200',
  ]);
  expect(await serving.stop()).toBe(0);
});

test('for other programs it says so in one line of JSON, and nothing else', async () => {
  await using serving = await startServing(['--format', 'json', '--key', '_mine', '--filter', 'invoice', '--quiet']);
  const [line = '', ...rest] = serving.stdout().split('\n');

  expect(await serving.stop()).toBe(0);
  expect(rest).toEqual(['']);
  expect(JSON.parse(line)).toEqual({
    formatVersion: 1,
    command: 'serve',
    baseUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    serviceKey: '_mine',
    storageOrigin: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    workflows: [{ key: 'invoice', workflowId: workflowIds.invoice }],
  });
  expect(serving.stderr()).toBe('');
});

test('an example is served where there is nothing yet, and can be generated from', async () => {
  await using serving = await startServing(['--example'], join(project.folder, '..'));
  expect(serving.stderr()).toContain(
    `Serving an example at ${serving.baseUrl()}; jobs take 0 ms and complete with made-up outputs.\n  invoice  ${workflowIds.invoice}\n`,
  );

  const { baseUrl } = serving.client();
  const key = /OPUS_SERVICE_KEY=(.*)/.exec(serving.stdout())?.[1];
  rmSync(join(project.folder, 'opus.lock.json'));
  project.write({ 'opus.config.ts': configOf(['invoice']) });
  const generated = await project.run(['generate', '--quiet'], { env: { OPUS_BASE_URL: baseUrl, OPUS_SERVICE_KEY: key } });
  expect(generated).toMatchObject({ code: 0, stderr: '' });
  expect(project.read('opus/invoice.ts')).toContain('dueDate?: Date | IsoDate');
  expect(await serving.stop()).toBe(0);
});

describe('while it runs', () => {
  test('a lockfile that changes is served as it is then', async () => {
    await using serving = await startServing();
    project.operator.editWorkflow(workflowIds.invoice, (raw: { jobPayloadSchema: Record<string, { display_name: string }> }) => {
      for (const variable of Object.values(raw.jobPayloadSchema)) variable.display_name += ' (new)';
    });
    expect((await project.run(['pull'])).code).toBe(0);

    await expect.poll(() => serving.stderr(), { timeout: 10_000 }).toContain('The lockfile changed: 1 changed (invoice)\n');
    expect(JSON.stringify(await serving.client().getWorkflow(workflowIds.invoice))).toContain('PO Number (new)');
  });

  test('one that is damaged, or gone, is told, and what was served before is served on until it is whole again', async () => {
    await using serving = await startServing();
    const whole = project.read('opus.lock.json');
    project.write({ 'opus.lock.json': whole.slice(0, 500) });
    await expect
      .poll(() => serving.stderr(), { timeout: 10_000 })
      .toContain('OPUS9023 The lockfile changed and is not served: The lockfile is no JSON');
    rmSync(join(project.folder, 'opus.lock.json'));
    await expect
      .poll(() => serving.stderr(), { timeout: 10_000 })
      .toContain('OPUS9023 The lockfile changed and is not served: There is nothing to serve yet.');
    expect(await serving.client().getWorkflow(workflowIds.sampler)).toMatchObject({ workflowId: workflowIds.sampler });

    project.write({ 'opus.config.ts': configOf(['invoice']), 'opus.lock.json': whole });
    expect((await project.run(['pull'])).code).toBe(0);
    await expect.poll(() => serving.stderr(), { timeout: 10_000 }).toContain('The lockfile changed: 1 removed (sampler)\n');
  });
});

describe('what it cannot serve', () => {
  test('a port that is taken', async () => {
    await using other = await startLocalOperator();
    const { port } = new URL(other.baseUrl);
    const { code, stdout, stderr } = await project.run(['serve', '--port', port]);

    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(`OPUS9020 Port ${port} is taken.`);
    expect(JSON.parse((await project.run(['serve', '--port', port, '--format', 'json'])).stdout)).toMatchObject({
      exitCode: 2,
      diagnostics: [{ code: 'OPUS9020' }],
    });
  });

  test('no lockfile, with the way to something', async () => {
    rmSync(join(project.folder, 'opus.lock.json'));
    const { code, stderr } = await project.run(['serve', '--port', '0']);

    expect(code).toBe(2);
    expect(stderr).toContain('OPUS9021 There is nothing to serve yet.');
    expect(stderr).toContain('opus-codegen serve --example');
  });

  test('a lockfile in the middle of a merge, no config, a port that is none', async () => {
    project.write({ 'opus.lock.json': `<<<<<<< HEAD\n${project.read('opus.lock.json')}` });
    expect((await project.run(['serve', '--port', '0'])).stderr).toContain('OPUS2002');
    rmSync(join(project.folder, 'opus.config.ts'));
    expect((await project.run(['serve', '--port', '0'])).stderr).toContain('OPUS1001');
    expect((await project.run(['serve', '--port', 'http'])).stderr).toContain('A port is a number from 0 to 65535.');
    expect((await project.run(['serve', '--job-duration', '-1'])).stderr).toContain('Milliseconds, 0 or more.');
  });

  test('one workflow in two states: the first is served, and the other told', async () => {
    project.write({
      'other/opus.config.ts': configOf(['invoice']),
      'other/opus.lock.json': project.read('opus.lock.json').replace('"fp1:', '"fp1:0'),
    });
    const both = ['--config', '.', '--config', 'other'];
    await using serving = await startServing(both);

    expect(serving.stderr()).toContain(
      `OPUS9022 opus.config.ts and other/opus.config.ts have workflow ${workflowIds.invoice} in two states; that of opus.config.ts is served.`,
    );
    expect(serving.stderr()).toContain('Serving 2 workflows');
  });
});

test.runIf(signalsArrive).each(['SIGINT', 'SIGTERM'] as const)('%s ends the process with 0, whatever is under way', async (signal) => {
  const running = project.start(['serve', '--example', '--port', '0', '--job-duration', '60000']);
  await new Promise((resolve) => running.child.stderr?.on('data', (text: string) => text.includes('Ctrl-C') && resolve(undefined)));
  running.child.kill(signal);
  const { code, stdout } = await running.ended;

  expect(code).toBe(0);
  expect(stdout).toMatch(/^OPUS_BASE_URL=.*\nOPUS_SERVICE_KEY=.*\n$/);
});
