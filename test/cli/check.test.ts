import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { configOf, json, startCliProject, type CliProject } from './harness.ts';
import { readWorkflowFile, workflowIds, type RawWorkflow } from '../workflows/workflows.ts';

let project: CliProject;
let generated: Readonly<Record<string, string>>;

beforeAll(async () => {
  project = await startCliProject({ keys: ['invoice', 'sampler'], generated: true });
  generated = project.tree();
});

afterAll(() => project[Symbol.asyncDispose]());

beforeEach(() => {
  rmSync(join(project.folder, 'opus'), { recursive: true });
  project.write(generated);
  for (const key of ['invoice', 'sampler'] as const) project.operator.putWorkflow({ id: workflowIds[key], schema: readWorkflowFile(key) });
  project.operator.clearFaults();
  project.operator.clearRequests();
});

function edit(change: (workflow: RawWorkflow) => void): void {
  project.operator.editWorkflow(workflowIds.invoice, (raw) => {
    const workflow = raw as RawWorkflow; // what readWorkflowFile put there
    change(workflow);
    return workflow;
  });
}

function inputLabelled(workflow: RawWorkflow, label: string): string {
  const [wire] = Object.entries(workflow.jobPayloadSchema).find(([, variable]) => variable['display_name'] === label) ?? [];
  if (wire === undefined) throw new Error(`no input is labelled ${label}`);
  return wire;
}

describe('offline', () => {
  test('all in agreement ends with 0 and opens no socket', async () => {
    const result = await project.run(['check', '--offline']);
    expect(result).toEqual({ code: 0, stdout: 'Config, lockfile and generated files agree. The service was not asked.\n', stderr: '' });
    expect(project.operator.requests).toEqual([]);
  });

  test('everything that disagrees is told, and nothing is repaired', async () => {
    rmSync(join(project.folder, 'opus/index.ts'));
    appendFileSync(join(project.folder, 'opus/invoice.ts'), '// edited\n');
    project.write({ 'opus/old-one.ts': project.read('opus/sampler.ts'), 'opus/own.ts': 'export {};\n' });
    const before = project.tree();
    const result = await project.run(['check', '--remote', 'off', '--format', 'json']);
    expect(result.code).toBe(21);
    expect(json(result)).toMatchObject({ exitCode: 21, exitReasons: ['out-of-date'], remote: 'off', projects: [{ filesUpToDate: false }] });
    expect(json(result)['projects']).not.toMatchObject([{ live: {} }]);
    expect(json(result).diagnostics.map(({ name, what }) => `${name}: ${what}`)).toEqual([
      'file-missing: index.ts is missing.',
      'file-hand-edited: invoice.ts was edited by hand since it was generated.',
      'file-orphaned: old-one.ts belongs to no workflow of the config.',
    ]);
    expect(project.tree()).toEqual(before);
  });

  test('a lockfile changed by hand makes files stale', async () => {
    project.write({
      'opus.lock.json': project.read('opus.lock.json').replace('"displayName": "PO Number"', '"displayName": "Order Number"'),
    });
    const result = await project.run(['check', '--offline']);
    expect(result.code).toBe(21);
    expect(result.stdout).toMatch(
      /^Config, lockfile and generated files disagree\. The service was not asked\.\n\nerror OPUS5010 invoice\.ts is out of date\.\n/,
    );
  });

  test('a config changed since is told', async () => {
    project.write({ 'opus.config.ts': configOf(['invoice', 'expenseClaim']) });
    const result = await project.run(['check', '--offline', '--format', 'json']);
    expect(result.code).toBe(21);
    expect(json(result).diagnostics.map(({ name }) => name)).toEqual([
      'lockfile-lacks-workflow',
      'lockfile-extra-workflow',
      'file-stale',
      'file-orphaned',
    ]);
  });

  test('--filter looks at that workflow and the barrel only', async () => {
    appendFileSync(join(project.folder, 'opus/invoice.ts'), '// edited\n');
    expect((await project.run(['check', '--offline', '--filter', 'sampler'])).code).toBe(0);
    expect((await project.run(['check', '--offline', '--filter', 'invoice'])).code).toBe(21);
  });
});

describe('live', () => {
  test('no drift is said with how many were verified', async () => {
    const result = await project.run(['check']);
    expect(result.stdout).toBe('2 of 2 verified\n\nverified  invoice, sampler\n\nConfig, lockfile and generated files agree.\n');
    expect(result.code).toBe(0);
  });

  test('breaking drift ends with 20 and says what changed, who must act and how; nothing is written', async () => {
    edit((workflow) => {
      workflow.jobPayloadSchema['workflow_input_c0stc3ntr'] = {
        variable_name: 'workflow_input_c0stc3ntr',
        display_name: 'Cost Centre',
        type: 'str',
        is_nullable: false,
      };
    });
    const result = await project.run(['check']);
    expect(result.code).toBe(20);
    expect(result.stdout).toMatch(
      /^1 of 2 verified · 1 drifted \(1 breaking\)\n\ninvoice {2}Invoice Processing \(B9uGJfZ3CFwOdMKH\): 1 breaking\n/,
    );
    expect(result.stdout).toMatch(/\n {2}breaking {2}inputs\.costCentre {2}variable-added-required\n/);
    expect(result.stdout).toMatch(/\n {6}do {5}\S.*\n {6}ask {4}\S/);
    expect(result.stdout).toMatch(/\n\nConfig, lockfile and generated files agree\.\n$/);
    expect(project.tree()).toEqual(generated);
  });

  test('a regenerated wire name is a warning: 0, or 22 when asked to fail on warnings, by flag or by config', async () => {
    edit((workflow) => {
      const wire = inputLabelled(workflow, 'PO Number');
      const { [wire]: variable, ...others } = workflow.jobPayloadSchema;
      workflow.jobPayloadSchema = { ...others, workflow_input_n3wn4m3xy: { ...variable, variable_name: 'workflow_input_n3wn4m3xy' } };
    });
    expect((await project.run(['check'])).code).toBe(0);
    const failing = await project.run(['check', '--fail-on', 'warning', '--format', 'json']);
    expect(failing.code).toBe(22);
    expect(json(failing)).toMatchObject({
      exitReasons: ['drift'],
      projects: [
        {
          failOn: 'warning',
          filesUpToDate: true,
          live: {
            schemaVersion: 1,
            lockfile: 'opus.lock.json',
            summary: { workflows: 2, verified: 1, drifted: 1, unverified: 0, breaking: 0, warning: 1, info: 0 },
            workflows: [
              {
                key: 'invoice',
                state: 'drifted',
                findings: [{ rule: 'variable-moved', level: 'warning', place: 'invoice.inputs.poNumber' }],
              },
              { key: 'sampler', state: 'verified', findings: [] },
            ],
          },
        },
      ],
    });
    project.write({ 'opus.config.ts': configOf(['invoice', 'sampler'], "  failOn: 'warning',\n") });
    expect((await project.run(['check'])).code).toBe(22);
    project.write({
      'opus.config.ts': configOf(['invoice', 'sampler'], "  failOn: 'warning',\n  drift: { rules: { 'variable-moved': 'off' } },\n"),
    });
    expect((await project.run(['check'])).code).toBe(0);
  });

  test('a workflow that is gone while others answer is breaking drift', async () => {
    project.operator.removeWorkflow(workflowIds.invoice);
    const result = await project.run(['check', '--format', 'json']);
    expect(result.code).toBe(20);
    expect(json(result)).toMatchObject({
      projects: [{ live: { summary: { unverified: 0 }, workflows: [{ findings: [{ rule: 'workflow-missing' }] }, {}] } }],
      diagnostics: [],
    });
  });

  test('drift and files out of date: the graver counts, both are listed', async () => {
    rmSync(join(project.folder, 'opus/index.ts'));
    edit((workflow) => {
      delete workflow.jobPayloadSchema[inputLabelled(workflow, 'PO Number')];
    });
    const result = await project.run(['check', '--format', 'json']);
    expect(result.code).toBe(20);
    expect(json(result)['exitReasons']).toEqual(['breaking-drift', 'out-of-date']);
  });
});

describe('when the service cannot be looked at', () => {
  const noAnswer = { call: 'getWorkflow', kind: 'rateLimit', via: 'body', hintSeconds: 0, times: Infinity } as const;

  test('one that fails ends with 30, and does not hide what the others show', async () => {
    project.operator.fault({ ...noAnswer, match: ({ path }) => path.includes(workflowIds.sampler) });
    const result = await project.run(['check']);
    expect(result.code).toBe(30);
    expect(result.stdout).toMatch(/^1 of 2 verified · 1 NOT VERIFIED\n/);
    expect(result.stdout).toContain('error OPUS3006 ');
    edit((workflow) => {
      delete workflow.jobPayloadSchema[inputLabelled(workflow, 'PO Number')];
    });
    const both = await project.run(['check', '--format', 'json']);
    expect(both.code).toBe(20);
    expect(json(both)['exitReasons']).toEqual(['breaking-drift', 'no-answer']);
  });

  test('an address where nobody listens ends with 30, and with 0 under --remote auto, saying NOT VERIFIED', async () => {
    const env = { OPUS_BASE_URL: 'http://127.0.0.1:9' };
    const required = await project.run(['check', '--filter', 'invoice'], { env });
    expect(required.code).toBe(30);
    const auto = await project.run(['check', '--filter', 'invoice', '--remote', 'auto'], { env });
    expect(auto.code).toBe(0);
    expect(auto.stdout).toMatch(/^0 of 1 verified · 1 NOT VERIFIED\n/);
    expect(auto.stdout).toContain('OPUS3005');
  });

  test('no key ends with 31', async () => {
    const result = await project.run(['check'], { env: { OPUS_SERVICE_KEY: '' } });
    expect(result.code).toBe(31);
    expect(result.stdout).toContain('OPUS3001 OPUS_SERVICE_KEY is not set.');
  });

  test('a wrong key ends with 31 and is said once, with what is odd about it and without it', async () => {
    const result = await project.run(['check'], { env: { OPUS_SERVICE_KEY: 'withoutUnderscore' } });
    expect(result.code).toBe(31);
    expect(result.stdout.match(/OPUS3002/g)).toHaveLength(1);
    expect(result.stdout).toContain('The key does not begin with an underscore');
    expect(result.stdout).not.toContain('withoutUnderscore');
  });

  test('a 403 for one is no drift: 31', async () => {
    project.operator.fault({
      call: 'getWorkflow',
      kind: 'status',
      status: 403,
      times: Infinity,
      match: ({ path }) => path.includes(workflowIds.sampler),
    });
    const result = await project.run(['check', '--format', 'json']);
    expect(result.code).toBe(31);
    expect(json(result)).toMatchObject({
      exitReasons: ['no-access'],
      projects: [{ live: { workflows: [{ state: 'verified' }, { state: 'unverified', reason: { code: 'OPUS3003', exitCode: 31 } }] } }],
    });
  });

  test('an answer that is no workflow ends with 30 and shows top-level keys', async () => {
    project.operator.fault({ call: 'getWorkflow', kind: 'body', body: { hello: 'CUSTOMER-DATA' }, times: Infinity });
    const result = await project.run(['check', '--filter', 'invoice']);
    expect(result.code).toBe(30);
    expect(result.stdout).toMatch(/OPUS3007 .*Top level: hello: "invoice"\.\n/);
    expect(result.stdout).not.toContain('CUSTOMER-DATA');
  });
});
