import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { BIN, json, startCliProject, type CliProject } from '../cli/harness.ts';
import { atTerminal, CTRL_C, ENTER, hasTerminals, type Step, type TerminalResult } from '../cli/terminal.ts';
import { workflowIds } from '../workflows/workflows.ts';

/** A folder with nothing in it but these files, and a service that knows three workflows. */
async function startFolder(files: Readonly<Record<string, string>> = {}): Promise<CliProject> {
  const project = await startCliProject({ keys: ['invoice', 'sampler', 'expenseClaim'] });
  rmSync(join(project.folder, 'opus.config.ts'));
  project.write(files);
  return project;
}

function git(project: CliProject, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', project.folder, ...args], { encoding: 'utf8' });
}

const CONFIG = `import { defineConfig } from '@opus-codegen/generator';

export default defineConfig({
  output: './src/opus',
  workflows: {
    invoiceProcessing: 'B9uGJfZ3CFwOdMKH',
  },
});
`;

const ATTRIBUTES = '/src/opus/** text eol=lf linguist-generated\n/opus.lock.json text eol=lf linguist-generated\n';

function asked(project: CliProject, steps: readonly Step[], env: Readonly<Record<string, string>> = {}): Promise<TerminalResult> {
  const around = { PATH: process.env['PATH'], OPUS_BASE_URL: project.operator.baseUrl, ...env };
  return atTerminal([process.execPath, BIN, 'init'], steps, { cwd: project.folder, env: around });
}

describe('by flags', () => {
  test('an empty folder gets a config and attributes, all shown, with what is left to do', async () => {
    await using project = await startFolder();
    const result = await project.run(['init', '--yes', `https://app.opus.com/app/workflow/${workflowIds.invoice}`]);
    expect(result.code).toBe(0);
    expect(project.tree()).toEqual({ 'opus.config.ts': CONFIG, '.gitattributes': ATTRIBUTES });
    expect(result.stdout).toBe(`create   opus.config.ts
${CONFIG.trimEnd()
  .split('\n')
  .map((line) => `         + ${line}`)
  .join('\n')}
create   .gitattributes
         + /src/opus/** text eol=lf linguist-generated
         + /opus.lock.json text eol=lf linguist-generated

Next:
  1. Install: npm i @opus-codegen/runtime
  2. Install: npm i -D @opus-codegen/generator
  3. Generate: npx --no-install opus-codegen generate
  4. Use it: import { runInvoiceProcessingWorkflow } from './src/opus/index.ts';
  5. Commit opus.config.ts, opus.lock.json and src/opus/
`);
    expect((await project.run([])).code).toBe(0);
    expect((await project.run(['check'])).code).toBe(0);
  });

  test('a second run finds nothing to do, says so, and changes nothing', async () => {
    await using project = await startFolder({ 'package.json': '{ "devDependencies": { "typescript": "7" } }\n' });
    git(project, 'init', '--quiet');
    const args = ['init', '--yes', '--ci', 'github', '--env-file', workflowIds.invoice];
    await project.run(args);
    const before = project.tree();
    const again = await project.run(args);
    expect(again.code).toBe(0);
    expect(again.stdout).toBe(`Nothing to do: everything is there already.
there    opus.config.ts  the config
there    .gitattributes  generated files are marked
there    package.json  a script that runs opus-codegen
there    .env  OPUS_SERVICE_KEY
there    .gitignore  .env is ignored
there    .github/workflows/opus.yml  runs opus-codegen
`);
    // Not even a terminal is needed for that.
    expect((await project.run(['init'])).code).toBe(0);
    expect(project.tree()).toEqual(before);
  });

  test('with --generate the typed functions are there at once', async () => {
    await using project = await startFolder();
    const result = await project.run(['init', '--yes', '--generate', '--format', 'json', `invoice=${workflowIds.invoice}`]);
    expect(json(result)).toMatchObject({
      written: true,
      workflows: [{ key: 'invoice', workflowId: workflowIds.invoice, name: 'Invoice Processing', verified: true }],
      files: [
        { path: 'opus.config.ts', action: 'create' },
        { path: '.gitattributes', action: 'create' },
      ],
      projects: [{ written: true, read: ['invoice'] }],
    });
    expect(Object.keys(project.tree())).toContain('src/opus/invoice.ts');
  });

  test.each([
    [['ts'], 'opus.config.ts', CONFIG],
    [['mjs'], 'opus.config.mjs', CONFIG],
    [['json'], 'opus.config.json', `{\n  "output": "./src/opus",\n  "workflows": {\n    "invoiceProcessing": "B9uGJfZ3CFwOdMKH"\n  }\n}\n`],
  ])('--config-type %s', async ([type = ''], fileName, text) => {
    await using project = await startFolder();
    expect((await project.run(['init', '--yes', '--config-type', type, workflowIds.invoice])).code).toBe(0);
    expect(project.read(fileName)).toBe(text);
    expect((await project.run([])).code).toBe(0);
  });

  test('a project without TypeScript gets a config in JavaScript', async () => {
    await using project = await startFolder({ 'package.json': '{}' });
    await project.run(['init', '--yes', workflowIds.invoice]);
    expect(Object.keys(project.tree())).toContain('opus.config.mjs');
  });

  test('package.json gets a script; its own indentation, line ends and order stay', async () => {
    await using project = await startFolder({
      'package.json': '{\r\n\t"name": "x",\r\n\t"scripts": {\r\n\t\t"build": "tsc"\r\n\t},\r\n\t"type": "module"\r\n}',
    });
    await project.run(['init', '--yes', workflowIds.invoice]);
    expect(project.read('package.json')).toBe(
      '{\r\n\t"name": "x",\r\n\t"scripts": {\r\n\t\t"build": "tsc",\r\n\t\t"opus": "opus-codegen"\r\n\t},\r\n\t"type": "module"\r\n}',
    );
  });

  test.each([
    ['{\n  "name": "x"\n}\n', '{\n  "name": "x",\n  "scripts": {\n    "opus": "opus-codegen"\n  }\n}\n'],
    ['{ "scripts": {} }', '{ "scripts": { "opus": "opus-codegen" } }'],
    ['{ "scripts": { "opus": "my own" } }', '{ "scripts": { "opus": "my own" } }'],
    ['{ "scripts": { "types": "opus-codegen check" } }', '{ "scripts": { "types": "opus-codegen check" } }'],
  ])('package.json %j becomes %j', async (before, after) => {
    await using project = await startFolder({ 'package.json': before });
    expect((await project.run(['init', '--yes', workflowIds.invoice])).code).toBe(0);
    expect(project.read('package.json')).toBe(after);
  });

  test('a package.json that is none is told, and nothing is written; --no-script leaves it alone', async () => {
    await using project = await startFolder({ 'package.json': '{ "name": ' });
    const result = await project.run(['init', '--yes', workflowIds.invoice]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('OPUS1026 package.json cannot be used.');
    expect(project.tree()).toEqual({ 'package.json': '{ "name": ' });
    expect((await project.run(['init', '--yes', '--no-script', workflowIds.invoice])).code).toBe(0);
  });

  test('files that are there get lines more, at their end and in their own line ends', async () => {
    await using project = await startFolder({ '.gitattributes': '*.png binary\r\n*.pdf binary', '.gitignore': 'node_modules/\n' });
    git(project, 'init', '--quiet');
    await project.run(['init', '--yes', workflowIds.invoice]);
    expect(project.read('.gitattributes')).toBe(`*.png binary\r\n*.pdf binary\r\n${ATTRIBUTES.replaceAll('\n', '\r\n')}`);
    expect(project.read('.gitignore')).toBe('node_modules/\n.env\n');
    expect(git(project, 'check-attr', 'eol', 'linguist-generated', '--', 'src/opus/a.ts')).toBe(
      'src/opus/a.ts: eol: lf\nsrc/opus/a.ts: linguist-generated: set\n',
    );
    expect(git(project, 'check-ignore', '.env')).toBe('.env\n');
  });

  test('the package manager is told by lockfile, package.json, or who runs us', async () => {
    for (const [files, env, install] of [
      [{ 'pnpm-lock.yaml': '', 'package.json': '{}' }, {}, 'pnpm add @opus-codegen/runtime'],
      [{ 'package.json': '{ "packageManager": "yarn@4.5.0" }' }, {}, 'yarn add @opus-codegen/runtime'],
      [{ 'package.json': '{}' }, { npm_config_user_agent: 'bun/1.3.0 npm/? node/v24 linux x64' }, 'bun add @opus-codegen/runtime'],
      [{ 'package.json': '{}' }, {}, 'npm i @opus-codegen/runtime'],
    ] as const) {
      await using project = await startFolder(files);
      const { stdout } = await project.run(['init', '--yes', workflowIds.invoice], { env });
      expect(stdout).toContain(`1. Install: ${install}\n`);
    }
  });

  test('imports are shown as the nearest tsconfig.json takes them', async () => {
    await using project = await startFolder({ 'tsconfig.json': '{ "compilerOptions": { "module": "nodenext" } }' });
    expect((await project.run(['init', '--yes', workflowIds.invoice])).stdout).toContain(`from './src/opus/index.js';`);
  });

  test('--dry-run shows the plan and touches nothing', async () => {
    await using project = await startFolder({ 'package.json': '{}' });
    const { stdout, code } = await project.run(['init', '--dry-run', '--ci', 'gitlab', workflowIds.invoice]);
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Dry run, nothing was written.']);
    expect(stdout).toMatch(/create {3}\.gitlab-ci\.yml {2}\d+ lines/);
    expect(project.tree()).toEqual({ 'package.json': '{}' });
  });
});

describe('what is not known', () => {
  test('without a key the keys are made of the ids, and that is said', async () => {
    await using project = await startFolder();
    const result = await project.run(['init', '--yes', workflowIds.invoice, `claim=${workflowIds.expenseClaim}`], {
      env: { OPUS_SERVICE_KEY: undefined },
    });
    expect(result.code).toBe(0);
    expect(result.stderr).toContain(
      `warning OPUS1025 Not looked up: ${workflowIds.invoice}, ${workflowIds.expenseClaim} (OPUS_SERVICE_KEY is not set).`,
    );
    expect(project.read('opus.config.ts')).toContain(
      `    workflow_B9uGJfZ3: '${workflowIds.invoice}',\n    claim: '${workflowIds.expenseClaim}',\n`,
    );
    expect(result.stdout).toContain('Put the service key into .env, which is not committed: OPUS_SERVICE_KEY=_…');
    expect(project.operator.requests).toEqual([]);
  });

  test('without an answer too', async () => {
    await using project = await startFolder();
    project.operator.fault({ call: 'getWorkflow', kind: 'rateLimit', via: 'body', hintSeconds: 0, times: Infinity });
    const result = await project.run(['init', '--yes', workflowIds.invoice]);
    expect(result.code).toBe(0);
    expect(result.stderr).toMatch(/OPUS1025 Not looked up: B9uGJfZ3CFwOdMKH \(GET http:\S+\/workflow\/\{id\} .*429/);
  });

  test.each([
    ['an id the service does not know', [workflowIds.invoice, 'nope'], {}, 31, 'OPUS3004'],
    ['a key the service does not take', [workflowIds.invoice], { OPUS_SERVICE_KEY: '_wrong' }, 31, 'OPUS3002'],
    ['no workflow at all', [], {}, 2, 'OPUS1024'],
    ['an address of something else', ['https://app.opus.com/app/settings'], {}, 2, 'OPUS1011'],
    ['an output outside', ['--output', '../elsewhere', workflowIds.invoice], {}, 2, 'OPUS1013'],
    ['a base URL that is none', [workflowIds.invoice], { OPUS_BASE_URL: 'operator' }, 2, 'OPUS1012'],
    ['one key twice', [`a=${workflowIds.invoice}`, `a=${workflowIds.sampler}`], {}, 2, 'OPUS1021'],
  ])('%s is refused, and nothing is written', async (_, args, env, code, told) => {
    await using project = await startFolder();
    const result = await project.run(['init', '--yes', ...args], { env });
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(told);
    expect(project.tree()).toEqual({});
  });

  test('without a terminal it says what to type instead', async () => {
    await using project = await startFolder();
    const result = await project.run(['init', workflowIds.invoice]);
    expect(result).toMatchObject({ code: 2, stdout: '' });
    expect(result.stderr).toContain('OPUS9006 There is nobody to ask.');
    expect(result.stderr).toContain('`opus-codegen init --yes <workflow id or page address>…`');
    expect(project.tree()).toEqual({});
  });
});

describe('what is there already', () => {
  test('a config stays, whatever is asked for; other workflows are for add', async () => {
    await using project = await startFolder({
      'opus.config.mjs': `export default { output: 'gen', workflows: { invoice: '${workflowIds.invoice}' } };\n`,
    });
    const other = await project.run(['init', '--yes', workflowIds.sampler]);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain(`OPUS1023 There is a config already, opus.config.mjs.`);
    expect(other.stderr).toContain(`Run \`opus-codegen add ${workflowIds.sampler}\`.`);
    expect((await project.run(['init', '--yes', workflowIds.invoice])).code).toBe(0);
    expect(Object.keys(project.tree())).toEqual(['.gitattributes', 'opus.config.mjs']);
    expect(project.read('.gitattributes')).toContain('/gen/** text eol=lf linguist-generated\n');
  });

  test('a folder that cannot be written keeps everything as it was', async () => {
    await using project = await startFolder({ '.gitattributes': '*.png binary\n' });
    const before = project.tree();
    chmodSync(project.folder, 0o555);
    const result = await project.runProcess(['init', '--yes', workflowIds.invoice], { asNobody: true });
    chmodSync(project.folder, 0o755);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('OPUS5004');
    expect(project.tree()).toEqual(before);
  });

  test('a folder where a file belongs undoes the rest', async () => {
    await using project = await startFolder({ 'package.json': '{}' });
    mkdirSync(join(project.folder, '.gitattributes'));
    const result = await project.run(['init', '--yes', workflowIds.invoice]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('.gitattributes cannot be read (EISDIR).');
    expect(project.tree()).toEqual({ 'package.json': '{}' });
  });

  test('an .env under version control gets no key, and is told of', async () => {
    await using project = await startFolder({ '.env': 'OTHER=1\n' });
    git(project, 'init', '--quiet');
    git(project, 'add', '.env');
    const result = await project.run(['init', '--yes', '--env-file', workflowIds.invoice]);
    expect(result.stdout).toContain('by hand  .env  under version control: no key is put there');
    expect(result.stderr).toContain('OPUS1027 .env is under version control.');
    expect(project.read('.env')).toBe('OTHER=1\n');
  });
});

describe('the recipe for the pipeline', () => {
  test.each([
    ['npm', { 'package-lock.json': '{}' }, 'npm ci', 'npx --no-install opus-codegen check --format github $how'],
    ['pnpm', { 'pnpm-lock.yaml': '' }, 'pnpm i --frozen-lockfile', 'pnpm exec opus-codegen check --format github $how'],
    ['yarn', { 'yarn.lock': '' }, 'yarn install --frozen-lockfile', 'yarn exec opus-codegen -- check --format github $how'],
    ['bun', { 'bun.lock': '' }, 'bun install --frozen-lockfile', 'bun run opus-codegen check --format github $how'],
  ])('for GitHub and %s is YAML that installs and checks, with the key in env alone', async (_, files, install, check) => {
    await using project = await startFolder({ 'package.json': '{}', ...files });
    git(project, 'init', '--quiet');
    await project.run(['init', '--yes', '--ci', 'github', workflowIds.invoice]);
    const recipe = parse(project.read('.github/workflows/opus.yml'));
    expect(recipe.permissions).toEqual({ contents: 'read' });
    expect(Object.keys(recipe.on)).toEqual(['pull_request', 'push']);
    const runs = recipe.jobs.check.steps.flatMap((step: { run?: string }) => (step.run === undefined ? [] : [step.run]));
    expect(runs[0]).toBe(install);
    expect(runs[1].trim().split('\n').at(-1)).toBe(check);
    expect(runs.join('\n')).not.toContain('${{');
  });

  test.each([
    ['a fork without the key', '', 'true', '--no-install opus-codegen check --format github --offline'],
    ['a branch without the key', '', 'false', '--no-install opus-codegen check --format github --remote auto'],
    ['a branch with the key', '_key', 'false', '--no-install opus-codegen check --format github --remote auto'],
  ])('for GitHub runs, on %s, %j %j: %s', async (_, key, isFork, command) => {
    await using project = await startFolder({ 'package.json': '{}', 'bin/npx': '#!/bin/sh\necho "$@"\n' });
    chmodSync(join(project.folder, 'bin/npx'), 0o755);
    git(project, 'init', '--quiet');
    await project.run(['init', '--yes', '--ci', 'github', workflowIds.invoice]);
    const step = parse(project.read('.github/workflows/opus.yml')).jobs.check.steps.at(-1);
    const env = { PATH: `${project.folder}/bin:${process.env['PATH']}`, OPUS_SERVICE_KEY: key, IS_FORK: isFork };
    // As the runner does.
    expect(execFileSync('bash', ['-e', '-o', 'pipefail', '-c', step.run], { env, encoding: 'utf8' })).toBe(`${command}\n`);
  });

  test('for GitLab is YAML; where there is a pipeline, it is a file of its own to include', async () => {
    await using project = await startFolder({ '.gitlab-ci.yml': 'stages: [test]\n', 'package.json': '{}' });
    git(project, 'init', '--quiet');
    const { stdout } = await project.run(['init', '--yes', '--ci', 'gitlab', workflowIds.invoice]);
    expect(stdout).toContain('by hand  .gitlab-ci.yml  include: [{ local: .gitlab/opus.yml }]');
    expect(project.read('.gitlab-ci.yml')).toBe('stages: [test]\n');
    expect(parse(project.read('.gitlab/opus.yml'))['opus-check'].script.at(-1)).toMatch(
      /^npx --no-install opus-codegen check \$how --report /,
    );
  });

  test('of a package in a repository stands at the top, and works in the package', async () => {
    await using project = await startFolder({ 'packages/app/package.json': '{}' });
    git(project, 'init', '--quiet');
    const result = await project.run(['init', '--yes', '--ci', 'github', workflowIds.invoice, '--cwd', 'packages/app']);
    expect(result.code).toBe(0);
    expect(parse(project.read('.github/workflows/opus.yml')).jobs.check.defaults.run).toEqual({ 'working-directory': 'packages/app' });
    expect(Object.keys(project.tree()).filter((path) => !path.startsWith('.git/'))).toEqual([
      '.github/workflows/opus.yml',
      'packages/app/.gitattributes',
      'packages/app/.gitignore',
      'packages/app/opus.config.mjs',
      'packages/app/package.json',
    ]);
  });
});

describe.skipIf(!hasTerminals)('by asking', () => {
  test('a key that is typed reads the workflows, goes into an ignored .env, and is shown nowhere', async () => {
    await using project = await startFolder({ 'package.json': '{ "devDependencies": { "typescript": "7" } }' });
    git(project, 'init', '--quiet');
    git(project, 'remote', 'add', 'origin', 'git@github.com:acme/app.git');
    const { serviceKey } = project.operator;
    const { code, missing, output } = await asked(project, [
      { expect: 'The service key', send: serviceKey + ENTER },
      { expect: 'Which workflows?', send: `https://app.opus.com/app/workflow/${workflowIds.invoice} ${workflowIds.sampler}${ENTER}` },
      { expect: 'Key for Invoice Processing?', send: `\u0015invoice${ENTER}` },
      { expect: 'Key for All Eight Types?', send: ENTER },
      { expect: 'Where do the generated files go?', send: `\u0015gen${ENTER}` },
      { expect: 'GitHub Actions', send: ENTER },
      { expect: 'Do all of this?', send: ENTER },
      { expect: 'Generate the typed functions now?', send: ENTER },
    ]);
    expect({ code, missing }).toEqual({ code: 0, missing: null });
    expect(output).not.toContain(serviceKey);
    expect(project.read('.env')).toBe(`OPUS_SERVICE_KEY=${serviceKey}\n`);
    expect(
      git(project, 'status', '--porcelain', '--untracked-files=all')
        .trim()
        .split('\n')
        .map((line) => line.slice(3)),
    ).toEqual([
      '.gitattributes',
      '.github/workflows/opus.yml',
      '.gitignore',
      'gen/all-eight-types.ts',
      'gen/index.ts',
      'gen/invoice.ts',
      'opus.config.ts',
      'opus.lock.json',
      'package.json',
    ]);
    const others = Object.entries(project.tree()).filter(([path]) => path !== '.env');
    expect(others.filter(([, text]) => text.includes(serviceKey))).toEqual([]);
  });

  test('Ctrl-C leaves nothing, and ends with 130', async () => {
    await using project = await startFolder();
    const { code, missing, output } = await asked(project, [
      { expect: 'The service key', send: ENTER },
      { expect: 'Which workflows?', send: CTRL_C },
    ]);
    expect({ code, missing }).toEqual({ code: 130, missing: null });
    expect(output).toContain('OPUS9003 Interrupted.');
    expect(project.tree()).toEqual({});
  });
});

describe('by asking, question by question', () => {
  const QUESTIONS: readonly Step[] = [
    { expect: 'The service key', send: ENTER },
    { expect: 'Which workflows?', send: workflowIds.invoice + ENTER },
    { expect: 'Key for', send: ENTER },
    { expect: 'Where do', send: ENTER },
    { expect: 'Do all of this?', send: ENTER },
  ];
  const env = { OPUS_SERVICE_KEY: undefined };

  test('all of them, without a key: everything is written, and said what is not known', async () => {
    await using project = await startFolder();
    const result = await project.run(['init'], { steps: QUESTIONS, env });
    expect(result.code).toBe(0);
    expect(Object.keys(project.tree())).toEqual(['.gitattributes', 'opus.config.ts']);
    expect(result.stderr).toContain('OPUS1025');
  });

  test.each(QUESTIONS.map(({ expect: question }, index) => [question, index] as const))(
    'Ctrl-C at "%s" leaves nothing, and ends with 130',
    async (question, index) => {
      await using project = await startFolder();
      const result = await project.run(['init'], { steps: [...QUESTIONS.slice(0, index), { expect: question, send: CTRL_C }], env });
      expect(result).toMatchObject({ code: 130, stdout: '' });
      expect(result.stderr).toMatch(/^error OPUS9003 Interrupted\./m);
      expect(project.tree()).toEqual({});
    },
  );

  test('Escape is the same', async () => {
    await using project = await startFolder();
    expect((await project.run(['init'], { steps: [{ expect: 'The service key', send: '\u001b' }], env })).code).toBe(130);
  });

  test('an id the service does not know can be typed again; no at the end writes nothing', async () => {
    await using project = await startFolder();
    const steps = [
      { expect: 'Which workflows?', send: `https://app.opus.com/app${ENTER}` },
      { expect: 'names no workflow', send: `\u0015nope${ENTER}` },
      { expect: 'And now?', send: ENTER },
      { expect: 'Which workflows?', send: workflowIds.invoice + ENTER },
      { expect: 'Key for', send: ENTER },
      { expect: 'Where do', send: `\u0015../elsewhere${ENTER}` },
      { expect: 'outside of', send: `\u0015./opus${ENTER}` },
      { expect: 'Do all of this?', send: 'n' },
    ];
    const result = await project.run(['init'], { steps });
    expect(result).toMatchObject({ code: 0, stdout: 'Nothing was written.\n' });
    expect(project.tree()).toEqual({});
  });

  test('a key that looks odd is asked about, and one that is refused can be typed again', async () => {
    await using project = await startFolder();
    const { serviceKey } = project.operator;
    const steps = [
      { expect: 'The service key', send: serviceKey.slice(1) + ENTER },
      { expect: 'does not begin with an underscore', send: ENTER },
      { expect: 'The service key', send: `_${'w'.repeat(96)}${ENTER}` },
      { expect: 'Which workflows?', send: workflowIds.invoice + ENTER },
      { expect: 'answered 401', send: `\u001b[B${ENTER}` },
      { expect: 'The service key', send: serviceKey + ENTER },
      { expect: 'Key for Invoice Processing?', send: ENTER },
      { expect: 'Where do', send: ENTER },
      { expect: 'Do all of this?', send: ENTER },
      { expect: 'Generate', send: 'n' },
    ];
    expect((await project.run(['init'], { steps, env })).code).toBe(0);
    expect(project.read('.env')).toBe(`OPUS_SERVICE_KEY=${serviceKey}\n`);
  });

  test('in CI nobody sits at the terminal', async () => {
    await using project = await startFolder();
    expect((await project.run(['init'], { steps: [], env: { CI: 'true' } })).stderr).toContain('OPUS9006');
  });
});
