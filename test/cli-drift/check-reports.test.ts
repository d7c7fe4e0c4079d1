import { createRequire } from 'node:module';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { DOMParser } from '@xmldom/xmldom';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { json, type CliProject } from '../cli/harness.ts';
import { readJsonReportSchema } from '../reports/read-beside.ts';
import { workflowIds } from '../workflows/workflows.ts';
import { addSources, startDriftingProject } from './drifting-project.ts';

let project: CliProject;

beforeAll(async () => {
  project = await startDriftingProject();
});
afterAll(() => project[Symbol.asyncDispose]());
beforeEach(() => {
  rmSync(join(project.folder, 'out'), { recursive: true, force: true });
  project.operator.clearRequests();
  project.operator.clearFaults();
});

const FORMATS = ['text', 'json', 'github', 'junit', 'sarif', 'gitlab', 'markdown', 'html'] as const;
const validateReport = new Ajv2020({ strictRequired: false }).compile(JSON.parse(readJsonReportSchema()));

/** Why a document is not what its format asks for; empty when it is. */
function faultOf(format: (typeof FORMATS)[number], text: string): string {
  switch (format) {
    case 'json':
    case 'sarif':
    case 'gitlab':
      return parses(() => void JSON.parse(text));
    case 'junit':
      return parses(() => {
        new DOMParser({ onError: refuse }).parseFromString(text, 'text/xml');
      });
    case 'html':
      return /^<!doctype html>[^]*<\/html>\n$/.test(text) ? '' : text;
    case 'markdown':
      return text.startsWith('## Opus workflows: ') ? '' : text;
    case 'github':
      return text.startsWith('opus-codegen: ') ? '' : text;
    case 'text':
      return /^\d of \d verified|^Config, lockfile/.test(text) ? '' : text;
    default:
      return format satisfies never;
  }
}

function refuse(_level: string, message: string): never {
  throw new Error(message);
}

function parses(parse: () => void): string {
  try {
    parse();
    return '';
  } catch (error) {
    return String(error);
  }
}

describe('check --report', () => {
  test('every format at once, into folders that are made, from one fetch', async () => {
    const result = await project.run(['check', ...FORMATS.flatMap((format) => ['--report', `${format}=out/${format}/report`])]);
    expect(result.code).toBe(20);
    expect(project.operator.requests).toHaveLength(2); // one a workflow
    expect(FORMATS.map((format) => faultOf(format, project.read(`out/${format}/report`)))).toEqual(FORMATS.map(() => ''));
    const report: unknown = JSON.parse(project.read('out/json/report'));
    expect(validateReport(report) ? [] : validateReport.errors).toEqual([]);
    expect(report).toMatchObject({
      summary: { breaking: 1, verified: 1 },
      workflows: [{ findings: [{ rule: 'variable-added-required' }] }, {}],
    });
  });

  test('a report that cannot be written is told with 2, and takes nothing of the findings away', async () => {
    mkdirSync(join(project.folder, 'out/folder'), { recursive: true });
    const result = await project.run(['check', '--report', 'html=out/folder', '--report', 'json=out/drift.json']);
    expect(result.code).toBe(2);
    expect(result.stdout).toContain('variable-added-required');
    expect(result.stdout).toMatch(/error OPUS6002 \S+folder cannot be written \(EISDIR\)\./);
    expect(JSON.parse(project.read('out/drift.json'))).toMatchObject({ schemaVersion: 1 });
  });

  test('nothing that belongs to the project is overwritten, and nothing is asked before that is clear', async () => {
    const before = project.tree();
    for (const file of ['opus.lock.json', 'opus.config.ts', 'opus/report.html', 'opus.drift.json']) {
      const result = await project.run(['check', '--report', `html=${file}`]);
      expect(result.code).toBe(2);
      expect(result.stderr).toContain('OPUS6001');
    }
    expect(project.tree()).toEqual(before);
    expect(project.operator.requests).toEqual([]);
  });
});

describe('check --format', () => {
  test.each(FORMATS)('%s: stdout is one document; live, offline, quiet, and when nobody could look', async (format) => {
    const live = await project.run(['check', '--format', format]);
    expect(live.code).toBe(20);
    expect(faultOf(format, live.stdout)).toBe('');
    const quiet = await project.run(['check', '--format', format, '--quiet']);
    expect(quiet.stdout).toBe(live.stdout);
    const offline = await project.run(['check', '--format', format, '--offline']);
    expect(offline.code).toBe(0);
    expect(faultOf(format, offline.stdout)).toBe('');
    const silent = await project.run(['check', '--format', format], { env: { OPUS_SERVICE_KEY: '' } });
    expect(silent.code).toBe(31);
    expect(faultOf(format, silent.stdout)).toBe('');
    expect(silent.stdout + silent.stderr).toContain('OPUS3001');
  });

  test('github: files out of date are annotated too', async () => {
    const text = project.read('opus/sampler.ts');
    rmSync(join(project.folder, 'opus/sampler.ts'));
    const result = await project.run(['check', '--offline', '--format', 'github']);
    project.write({ 'opus/sampler.ts': text });
    expect(result.code).toBe(21);
    expect(result.stdout).toMatch(/\n::error title=opus-codegen OPUS5009::sampler\.ts is missing\./);
  });
});

describe('GITHUB_STEP_SUMMARY', () => {
  test('gets the markdown added to what other steps wrote', async () => {
    project.write({ 'out/summary.md': 'Before us.\n' });
    const env = { GITHUB_STEP_SUMMARY: join(project.folder, 'out/summary.md') };
    expect((await project.run(['check'], { env })).code).toBe(20);
    expect(project.read('out/summary.md')).toMatch(/^Before us\.\n## Opus workflows: 1 of 2 verified/);
  });

  test('that cannot be written is a warning, not a failure', async () => {
    const env = { GITHUB_STEP_SUMMARY: join(project.folder, 'no/such/folder/summary.md') };
    const result = await project.run(['check', '--filter', 'sampler'], { env });
    expect(result.code).toBe(0);
    expect(result.stdout).toContain('warning OPUS6003');
  });
});

test('several configs give one document, in which everything stands in its own lockfile', async () => {
  const [a, b] = [{ invoice: workflowIds.invoice }, { bill: workflowIds.invoice }];
  const configs = [
    { output: './a', workflows: a },
    { output: './b', workflows: b },
  ];
  project.write({ 'several/opus.config.json': JSON.stringify(configs) });
  expect((await project.run(['--cwd', 'several'])).code).toBe(0);
  const { stdout } = await project.run(['check', '--cwd', 'several', '--format', 'gitlab']);
  expect(JSON.parse(stdout)).toEqual([]);
  const offline = await project.run(['check', '--cwd', 'several', '--format', 'junit', '--offline']);
  expect(offline.stdout.match(/ file="[^"]*"/g)).toEqual([' file="a/opus.lock.json"', ' file="b/opus.lock.json"']);
  rmSync(join(project.folder, 'several'), { recursive: true });
});

test('--impact tells who breaks, in text and in every report; a tsconfig that is not there is told with 2', async () => {
  await using own = await startDriftingProject();
  addSources(own);
  const before = own.tree();
  const result = await own.run(['check', '--impact', '--report', 'json=drift.json', '--report', 'sarif=drift.sarif']);
  expect(result.code).toBe(20);
  expect(result.stdout).toContain('\n      breaks src/import.ts:4:22  runInvoiceWorkflow({ … }) lacks costCentre\n');
  expect(JSON.parse(own.read('drift.json')).workflows[0].callSites).toMatchObject([{ file: 'src/import.ts', line: 4, column: 22 }]);
  expect(own.read('drift.sarif')).toContain('"uri": "src/import.ts"');
  const missing = await own.run(['check', '--tsconfig', 'nowhere.json']);
  expect(missing.code).toBe(2);
  expect(missing.stdout).toContain('variable-added-required');
  expect(missing.stdout).toContain('error OPUS6004');
  rmSync(join(own.folder, 'drift.json'));
  rmSync(join(own.folder, 'drift.sarif'));
  expect(own.tree()).toEqual(before);
}, 60_000);

test('--impact tells who calls a workflow that is gone, directly or through index.ts', async () => {
  await using own = await startDriftingProject();
  addSources(own);
  own.write({ 'src/again.ts': `import { runInvoiceWorkflow } from '../opus/index.ts';\n\nexport const again = runInvoiceWorkflow;\n` });
  own.operator.removeWorkflow(workflowIds.invoice);

  const result = await own.run(['check', '--impact']);

  expect(result.code).toBe(20);
  expect(result.stdout).toContain('workflow-missing');
  expect(result.stdout).toMatch(/breaks src\/import\.ts:1:\d+ /);
  expect(result.stdout).toMatch(/breaks src\/again\.ts:1:\d+ /);
}, 60_000);

test('--impact is refused where nobody is asked', async () => {
  for (const args of [
    ['check', '--impact', '--offline'],
    ['check', '--tsconfig', 'tsconfig.json', '--remote', 'off'],
    ['diff', '--impact', '--from', 'opus.lock.json'],
  ]) {
    const result = await project.run(args);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('--impact needs the service');
  }
});

test('paths in json are relative to --cwd, with forward slashes', async () => {
  expect(json(await project.run(['check', '--offline', '--format', 'json']))).toMatchObject({ projects: [{ lockfile: 'opus.lock.json' }] });
  project.write({ 'opus/old.ts': project.read('opus/sampler.ts') });
  const orphaned = json(await project.run(['check', '--offline', '--format', 'json']));
  rmSync(join(project.folder, 'opus/old.ts'));
  expect(orphaned.diagnostics).toMatchObject([{ name: 'file-orphaned', where: 'opus/old.ts' }]);
  const dry = json(await project.run(['generate', '--frozen', '--dry-run', '--format', 'json'], { cwd: join(project.folder, 'opus') }));
  expect(dry).toMatchObject({
    projects: [{ lockfile: { path: '../opus.lock.json' }, files: [{ path: 'index.ts' }, { path: 'invoice.ts' }, { path: 'sampler.ts' }] }],
  });
});

test('the schema of the json report is part of the package', () => {
  expect(createRequire(import.meta.url)('@opus-codegen/generator/json-report.schema.json')).toMatchObject({
    title: 'opus-codegen drift report, version 1',
  });
});
