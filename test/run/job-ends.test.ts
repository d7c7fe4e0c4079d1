/** How `opus-codegen run` tells the ends of a job: failed, drifted, not seen; and a service that does not answer as it should. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { json } from '../cli/harness.ts';
import { workflowIds, type RawWorkflow } from '../workflows/workflows.ts';
import { APPROVED, linesOf, startInvoiceProject, STEERING, type InvoiceProject } from './invoice-project.ts';

let project: InvoiceProject;

beforeAll(async () => {
  project = await startInvoiceProject();
});
beforeEach(() => project.reset());
afterAll(() => project[Symbol.asyncDispose]());

const jobCount = (): number => project.operator.jobs.length;

describe('a job that fails', () => {
  test('names its node and tells its audit, and ends with 40', async () => {
    project.operator.setOutcome(workflowIds.invoice, { durationMs: 0, status: 'FAILED', failedNode: 'Match PO' });
    const { code, stdout, stderr } = await project.run(['run', 'invoice', '--input', 'march.json']);
    expect(code).toBe(40);
    expect(stderr).toMatch(new RegExp(`error OPUS7011 Job ${project.lastJob()?.id} failed at "Match PO"`));
    expect(linesOf(stdout)[0]).toBe(`invoice: job ${project.lastJob()?.id} FAILED`);
    expect(stdout).toMatch(/^ {2}failed {2}Match PO: /m);
    expect(stdout).toMatch(/^ {2}audit {3}\d{4}-\S+ {2}Match PO {2}/m);
  });

  test('is told to programs without the raw audit', async () => {
    project.operator.setOutcome(workflowIds.invoice, { durationMs: 0, status: 'FAILED', failedNode: 'Match PO', auditShape: 'A2' });
    const document = json(await project.run(['run', 'invoice', '--input', 'march.json', '--format', 'json']));
    expect(document).toMatchObject({
      exitCode: 40,
      exitReasons: ['job-failed'],
      jobExecutionId: project.lastJob()?.id,
      status: 'FAILED',
      failedNodes: [{ name: 'Match PO' }],
      error: { name: 'JobFailedError', code: 'JOB_FAILED' },
      diagnostics: [{ code: 'OPUS7011' }],
    });
    expect(JSON.stringify(document)).not.toContain('nodes_execution_data');
  });
});

describe('a live workflow that is another than the lockfile says', () => {
  test('is told and used as long as the values fit', async () => {
    project.operator.editWorkflow<RawWorkflow>(workflowIds.invoice, (raw) => {
      const { workflow_input_p0nr71x2c: po, ...others } = raw.jobPayloadSchema;
      return { ...raw, jobPayloadSchema: { ...others, workflow_input_moved: { ...po, variable_name: 'workflow_input_moved' } } };
    });
    const { code, stderr } = await project.run(['run', 'invoice', '--input', 'march.json']);
    expect(code).toBe(0);
    expect(stderr).toContain('The live workflow is another than the lockfile says; these values fit it\n');
    expect(stderr).toMatch(/^warning OPUS7016 /m);
    expect(project.lastJob()?.payload).toHaveProperty('workflow_input_moved');
  });

  test('that no longer takes the values ends with 20, and no job is made', async () => {
    project.operator.editWorkflow<RawWorkflow>(workflowIds.invoice, (raw) => {
      const po = raw.jobPayloadSchema['workflow_input_p0nr71x2c'];
      if (po) po['type'] = 'float';
      return raw;
    });
    const before = jobCount();
    const { code, stderr } = await project.run(['run', 'invoice', '--input', 'march.json']);
    expect(code).toBe(20);
    expect(stderr).toMatch(
      /error OPUS7015 The workflow of invoice no longer takes these values: poNumber: .* got a string\. What changed .*\n {2}why /,
    );
    expect(stderr).toContain('  fix Run `opus-codegen generate`, adapt the input, and run again.\n');
    expect(jobCount()).toBe(before);
  });
});

describe('a job whose end is not seen', () => {
  /** More looks than there are in ten seconds. */
  const running = Array(9).fill('IN PROGRESS') as readonly string[];

  test('is taken up again by the command that is told, and made no second time', async () => {
    project.operator.setOutcome(workflowIds.invoice, { ...APPROVED, statuses: [...running, 'COMPLETED'] });
    const before = jobCount();
    const { code, stderr } = await project.run([
      'run',
      'invoice',
      '--input',
      'march.json',
      '--timeout',
      '10s',
      '--config',
      'opus.config.ts',
    ]);
    expect(code).toBe(41);
    expect(stderr).toMatch(/error OPUS7013 Job \d+ had not ended when the time to wait was over \((IN_PROGRESS ×\d+|never seen)\)\./);
    const [, command = ''] = /fix Take it up again: opus-codegen (.*)/.exec(stderr) ?? [];
    expect(command).toBe(`run invoice --job ${project.lastJob()?.id} --config opus.config.ts`);

    const again = await project.run([...command.split(' '), '--quiet']);
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('  total  119\n');
    expect(jobCount()).toBe(before + 1);
    expect(project.lastJob()?.executeCount).toBe(1);
  });

  test('after a lost answer to execute is for a person to look at: 41', async () => {
    project.operator.fault({ call: 'execute', kind: 'dropBefore', times: Infinity });
    const { code, stderr } = await project.run(['run', 'invoice', '--input', 'march.json']);
    expect(code).toBe(41);
    expect(stderr).toContain('error OPUS7014 ');
    expect(stderr).toContain(`  fix Look at job ${project.lastJob()?.id} on the platform`);
  });

  test('can be left at once, and looked at later', async () => {
    project.operator.setOutcome(workflowIds.invoice, { ...APPROVED, durationMs: 1e9, auditShape: 'A2' });
    const started = await project.run(['run', 'invoice', '--input', 'march.json', '--no-wait']);
    const id = project.lastJob()?.id ?? '';
    expect(started).toMatchObject({
      code: 0,
      stdout: `invoice: job ${id} was started\n  to wait for its end: opus-codegen run invoice --job ${id}\n`,
    });
    const looked = json(await project.run(['run', 'invoice', '--job', id, '--no-wait', '--format', 'json']));
    expect(looked).toMatchObject({ exitCode: 0, jobExecutionId: id, status: 'IN_PROGRESS', progress: { nodes: expect.any(Number) } });
  });

  test('is left by Ctrl-C, which says that it goes on and how to come back', async () => {
    // Until it is interrupted, whoever asks learns nothing.
    project.operator.fault({ call: 'status', kind: 'status', status: 503, times: Infinity });
    const interruption = new AbortController();
    const waiting = project.run(['run', 'invoice', '--input', 'march.json'], { signal: interruption.signal });
    await expect.poll(() => project.operator.requestCount('status')).toBeGreaterThan(0);
    interruption.abort(new Error('interrupted'));
    const { code, stdout, stderr } = await waiting;
    project.operator.clearFaults();
    const id = project.lastJob()?.id ?? '';
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(linesOf(stderr).slice(-3)).toEqual([
      `error OPUS9003 Interrupted: job ${id} goes on at the service.`,
      '  why Only the waiting was stopped. Running again would make a second job.',
      `  fix Take it up again: opus-codegen run invoice --job ${id}`,
    ]);
    expect((await project.run(['run', 'invoice', '--job', id])).code).toBe(0);
  });

  test('is not left behind by a Ctrl-C before it was executed', async () => {
    project.operator.fault({ call: 'uploadUrl', kind: 'hang' });
    const interruption = new AbortController();
    const waiting = project.run(['run', 'invoice', '--input', 'march.json', '--format', 'json'], { signal: interruption.signal });
    await expect.poll(() => project.operator.requestCount('uploadUrl')).toBeGreaterThan(0);
    interruption.abort(new Error('interrupted'));
    const result = await waiting;
    expect(result.code).toBe(130);
    expect(json(result)).toMatchObject({
      executed: 'no',
      diagnostics: [{ code: 'OPUS9003', what: `Interrupted: job ${project.lastJob()?.id} was made and not executed; it runs nothing.` }],
    });
  });
});

describe('a service that does not answer as it should', () => {
  test.each([
    ['a key it refuses', ['--input', 'march.json'], { OPUS_SERVICE_KEY: '_wrong' }, 31, 'OPUS3002'],
    ['a key that cannot be one', ['--input', 'march.json'], { OPUS_SERVICE_KEY: '_two words' }, 31, 'OPUS1039'],
    ['nobody there', ['--input', 'march.json'], { OPUS_BASE_URL: 'http://127.0.0.1:9' }, 30, 'OPUS3005'],
    ['a job it does not know', ['--job', '999999'], {}, 31, 'OPUS7021'],
  ])('%s', async (_case, args, env, code, told) => {
    const result = await project.run(['run', 'invoice', ...args, '--format', 'json'], { env });
    expect(result.code).toBe(code);
    expect(json(result).diagnostics).toMatchObject([{ code: told }]);
    expect(result.stdout).not.toContain('two words');
  });

  test('refuses an execute: nothing ran, 40, and its own words are told', async () => {
    project.operator.fault({
      call: 'execute',
      kind: 'status',
      status: 400,
      body: { statusCode: 400, message: ['the callback is missing'] },
    });
    const { code, stderr } = await project.run(['run', 'invoice', '--input', 'march.json']);
    expect(code).toBe(40);

    expect(stderr).toMatch(/error OPUS7012 .*the callback is missing/);
  });

  test('breaks down: 30, and no job was executed', async () => {
    project.operator.fault({ call: 'initiate', kind: 'html', status: 502, times: Infinity });
    const { code, stderr } = await project.run(['run', 'invoice', '--input', 'march.json', '--verbose']);
    expect(code).toBe(30);
    expect(stderr).toContain('  why No job was executed.\n');
    expect(stderr).toMatch(/^initiate: SERVER_ERROR \(502\), again in \d\.\d s$/m);
  });

  test('sends text that steers terminals: it is shown and not obeyed', async () => {
    const evil = '\u001b[2J\u009b31mred\u202e\r\n::error::x';
    project.operator.setOutcome(workflowIds.invoice, {
      durationMs: 0,
      summary: evil,
      outputs: { Summary: evil, Total: 'no number' },
      outputFiles: [`https://x/${evil}`],
    });
    const told = await project.run(['run', 'invoice', '--input', 'march.json']);
    const document = await project.run(['run', 'invoice', '--input', 'march.json', '--format', 'json']);
    for (const text of [told.stdout, told.stderr, document.stdout]) expect(text).not.toMatch(STEERING);
    expect(told.stderr).toContain('warning OPUS7017 total: declared as a finite number, came as a string.');
    expect(json(document)['outputs']).toMatchObject({ summary: evil, total: 'no number' });
  });
});
