import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { json, type CliProject } from '../cli/harness.ts';
import { addInput, startDriftingProject } from './drifting-project.ts';

let project: CliProject;
let older: string;

beforeAll(async () => {
  project = await startDriftingProject();
  older = project.read('opus.lock.json');
});
afterAll(() => project[Symbol.asyncDispose]());

describe('diff', () => {
  test('tells what changed and ends with 0, for it could look', async () => {
    const before = project.tree();
    const result = await project.run(['diff']);
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/^1 of 2 verified · 1 drifted \(1 breaking\)\n[^]*inputs\.costCentre {2}variable-added-required\n/);
    expect(project.tree()).toEqual(before);
    expect((await project.run(['diff', '--help'])).stdout).toContain('Ends with 0 when it could look, whatever changed; with 30 or 31');
  });

  test('in markdown, html and json', async () => {
    expect((await project.run(['diff', '--format', 'markdown', '--quiet'])).stdout).toContain('| **breaking** | `inputs.costCentre`');
    expect((await project.run(['diff', '--format', 'html'])).stdout).toMatch(/^<!doctype html>/);
    expect(json(await project.run(['diff', '--format', 'json']))).toMatchObject({
      command: 'diff',
      exitCode: 0,
      projects: [{ config: 'opus.config.ts', changes: { schemaVersion: 1, summary: { breaking: 1 } } }],
    });
    const refused = await project.run(['diff', '--format', 'sarif']);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("argument 'sarif' is invalid. Allowed choices are text, markdown, json, html.");
  });

  test('ends with 30 or 31 when it could not look', async () => {
    expect((await project.run(['diff'], { env: { OPUS_BASE_URL: 'http://127.0.0.1:9' } })).code).toBe(30);
    const noKey = await project.run(['diff'], { env: { OPUS_SERVICE_KEY: '' } });
    expect(noKey.code).toBe(31);
    expect(noKey.stdout).toMatch(/^0 of 2 verified · 2 NOT VERIFIED\n/);
  });
});

describe('diff --from', () => {
  test('compares the lockfile with an older one, and asks nobody', async () => {
    await using own = await startDriftingProject({ 'old.json': older });
    addInput(own, 'Buyer');
    expect((await own.run(['pull'])).code).toBe(0);
    own.operator.clearRequests();
    const result = await own.run(['diff', '--from', 'old.json']);
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/^1 of 2 unchanged · 1 changed \(2 breaking\)\n/);
    expect(result.stdout).toContain('inputs.costCentre  variable-added-required');
    expect(result.stdout).toContain('inputs.buyer  variable-added-required');
    expect(json(await own.run(['diff', '--from', 'old.json', '--format', 'json']))).toMatchObject({
      projects: [{ changes: { olderLockfile: { path: 'old.json', added: [], removed: [] }, summary: { breaking: 2 } } }],
    });
    expect(own.operator.requests).toEqual([]);
  });

  test.each([
    ['nowhere.json', 'OPUS6018', undefined],
    ['damaged.json', 'OPUS2003', '{'],
  ])('%s: %s', async (name, code, text) => {
    if (text !== undefined) project.write({ [name]: text });
    const result = await project.run(['diff', '--from', name]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(code);
  });
});
