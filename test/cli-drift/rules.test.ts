import { tmpdir } from 'node:os';
import { RULES } from '@opus-codegen/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { json, startCliProject, type CliProject } from '../cli/harness.ts';

let project: CliProject;

beforeAll(async () => {
  project = await startCliProject({ keys: ['invoice'] });
});
afterAll(() => project[Symbol.asyncDispose]());

describe('rules and explain', () => {
  test('need no config', async () => {
    const result = await project.run(['rules'], { cwd: tmpdir() });
    expect(result.code).toBe(0);
    for (const rule of Object.keys(RULES)) expect(result.stdout).toContain(`\n${rule} `);
    expect(json(await project.run(['rules', '--format', 'json'])).rules).toHaveLength(Object.keys(RULES).length);
  });

  test('explain a rule: what it means, an example, what to do, whom to ask what', async () => {
    const result = await project.run(['explain', 'type-widened']);
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/^type-widened {2}Wider type\n/);
    expect(result.stdout).toContain('Level: info on inputs, breaking on outputs.');
    expect(result.stdout).toMatch(/ {2}before {9}"Total" .*: whole number\n {2}after {10}"Total" .*: number\n/);
    expect(result.stdout).toMatch(/As an output, the check says \(breaking, outputs\.total\)\n/);
    expect(result.stdout.match(/^ {2}ask the owner {2}\S/gm)).toHaveLength(2);
    expect(json(await project.run(['explain', 'type-widened', '--format', 'json']))).toMatchObject({
      rule: 'type-widened',
      levels: { inputs: 'info', outputs: 'breaking' },
    });
  });

  test('explain a message by its code or its name, and an error of a run, in any case', async () => {
    const byCode = await project.run(['explain', 'opus3001'], { cwd: tmpdir() });
    expect(byCode).toEqual({
      code: 0,
      stderr: '',
      stdout: `OPUS3001  No service key
error "key-missing", the command ends with 31

  why The Operator API answers only with a key.
  fix Write \`OPUS_SERVICE_KEY=_…\` into .env beside the config, or set it in the environment. Without a key, \`generate --frozen\` and \`check --offline\` still work.
  see https://github.com/opus-codegen/opus-codegen/blob/main/docs/diagnostics.md#opus3001
`,
    });
    expect((await project.run(['explain', 'key-missing'])).stdout).toBe(byCode.stdout);
    expect((await project.run(['explain', 'invalid_input'])).stdout).toMatch(/^INVALID_INPUT {2}.*\nInputError, thrown by a run\n/);
    expect(json(await project.run(['explain', 'OPUS9003', '--format', 'json']))).toMatchObject({
      kind: 'message',
      code: 'OPUS9003',
      name: 'interrupted',
      exitCode: 130,
      docs: 'https://github.com/opus-codegen/opus-codegen/blob/main/docs/diagnostics.md#opus9003',
    });
  });

  test.each([
    ['OPUS30001', 'OPUS3001'],
    ['JOB_FAILD', 'JOB_FAILED'],
    ['key-mising', 'key-missing'],
    ['label-chnged', 'label-changed'],
  ])('explain %s: did you mean %s?', async (typed, meant) => {
    const result = await project.run(['explain', typed]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('error OPUS9030 ');
    expect(result.stderr).toContain(`Did you mean ${meant}?`);
  });

  test('a rule that does not exist is told with the one that was meant, here as in the config', async () => {
    const typo = await project.run(['explain', 'type-wided']);
    expect(typo.code).toBe(2);
    expect(typo.stderr).toContain('Did you mean type-widened?');
    const config = project.read('opus.config.ts').replace('workflows: {', "drift: { rules: { 'type-wided': 'off' } },\n  workflows: {");
    project.write({ 'typo/opus.config.ts': config });
    const inConfig = await project.run(['check', '--cwd', 'typo']);
    expect(inConfig.code).toBe(2);
    expect(inConfig.stderr).toContain('error OPUS1017 There is no rule "type-wided".');
    expect(inConfig.stderr).toContain('Did you mean "type-widened"?');
  });
});

test.each(['check', 'diff', 'accept', 'rules', 'explain', 'export'])('%s --help ends with two examples', async (command) => {
  const { code, stdout } = await project.run([command, '--help']);
  expect(code).toBe(0);
  expect(stdout.match(/^ {2}\$ .*opus-codegen /gm)).toHaveLength(2);
});

test.each([
  ['chek', 'check'],
  ['exprot', 'export'],
  ['acept', 'accept'],
])('%s: did you mean %s?', async (typed, meant) => {
  const result = await project.run([typed]);
  expect(result.code).toBe(2);
  expect(result.stderr).toContain(`Did you mean ${meant}?`);
});
