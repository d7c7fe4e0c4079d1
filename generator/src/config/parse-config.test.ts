import { describe, expect, test } from 'vitest';
import { parseConfig, type ConfigSource } from './parse-config.ts';
import type { Project } from './project.ts';

const SECRET = `_${'s'.repeat(96)}`;
const source: ConfigSource = { label: 'opus.config.ts', configPath: '/p/opus.config.ts', root: '/p', oneOfSeveral: false, env: {} };

function projectOf(raw: unknown, over: Partial<ConfigSource> = {}): Project {
  const parsed = parseConfig(raw, { ...source, ...over });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.project;
}

/** What is told, as `CODE where: what fix`. */
function problemsOf(raw: unknown, over: Partial<ConfigSource> = {}): readonly string[] {
  const parsed = parseConfig(raw, { ...source, ...over });
  if (parsed.ok) return [];
  return parsed.diagnostics.map(({ name, where, what, fix }) => `${name} at ${where}: ${what} ${fix}`);
}

describe('a sound config', () => {
  test('needs workflows only; everything else has a default', () => {
    expect(projectOf({ workflows: { invoice: 'B9uGJfZ3CFwOdMKH' } })).toEqual({
      label: 'opus.config.ts',
      configPath: '/p/opus.config.ts',
      root: '/p',
      outputDir: '/p/src/opus',
      lockfilePath: '/p/opus.lock.json',
      baseUrl: 'https://operator.opus.com',
      serviceKeyEnv: 'OPUS_SERVICE_KEY',
      workflows: [{ key: 'invoice', workflowId: 'B9uGJfZ3CFwOdMKH', overrides: {} }],
      importExtension: 'auto',
      barrel: true,
      concurrency: 6,
      failOn: 'breaking',
      driftRules: {},
    });
  });

  test('may say everything', () => {
    const project = projectOf({
      output: './generated',
      lockfile: './locks/opus.lock.json',
      baseUrl: 'https://eu.opus.com/',
      serviceKeyEnv: 'MY_KEY',
      workflows: {
        vendorCheck: { id: '6aXxi5KzhPxyKJmx', version: 3, inputs: { workflow_input_we4tej0ly: 'prompt' } },
        screening: { id: 'https://app.opus.com/app/workflow/5a5a', workflowVersionId: 'v-1', outputs: { o: 'score' } },
      },
      importExtension: '.js',
      barrel: false,
      concurrency: 2,
      failOn: 'warning',
      drift: { rules: { 'label-changed': 'off' } },
    });
    expect(project.outputDir).toBe('/p/generated');
    expect(project.lockfilePath).toBe('/p/locks/opus.lock.json');
    expect(project.baseUrl).toBe('https://eu.opus.com');
    expect(project.workflows).toEqual([
      {
        key: 'vendorCheck',
        workflowId: '6aXxi5KzhPxyKJmx',
        pin: { version: 3 },
        overrides: { inputs: { workflow_input_we4tej0ly: 'prompt' } },
      },
      { key: 'screening', workflowId: '5a5a', pin: { workflowVersionId: 'v-1' }, overrides: { outputs: { o: 'score' } } },
    ]);
    expect(project.driftRules).toEqual({ 'label-changed': 'off' });
  });

  test('takes the key from the named variable, trimmed, and the base URL of the environment before its own', () => {
    const project = projectOf(
      { workflows: { a: 'x' }, serviceKeyEnv: 'MY_KEY', baseUrl: 'https://a.example' },
      { env: { MY_KEY: ` ${SECRET}\n`, OPUS_BASE_URL: 'http://127.0.0.1:1' } },
    );
    expect(project.serviceKey).toBe(SECRET);
    expect(project.baseUrl).toBe('http://127.0.0.1:1');
  });

  test.each(['', '  ', undefined])('has no key when the variable holds %j', (value) => {
    expect(projectOf({ workflows: { a: 'x' } }, { env: { OPUS_SERVICE_KEY: value } })).not.toHaveProperty('serviceKey');
  });

  test('as one of several keeps its lockfile in its output folder', () => {
    expect(projectOf({ output: './packages/a/opus', workflows: { a: 'x' } }, { oneOfSeveral: true }).lockfilePath).toBe(
      '/p/packages/a/opus/opus.lock.json',
    );
  });

  test('may have one workflow under two keys at two versions', () => {
    expect(projectOf({ workflows: { a: { id: 'x', version: 1 }, b: { id: 'x', version: 2 } } }).workflows).toHaveLength(2);
  });

  test('may call a workflow like something every object inherits', () => {
    expect(projectOf({ workflows: { constructor: 'x', toString: 'y' } }).workflows.map(({ key }) => key)).toEqual([
      'constructor',
      'toString',
    ]);
  });
});

describe('what is wrong is told with the place and the fix', () => {
  test('an unknown key, with the one that was meant', () => {
    expect(problemsOf({ workflows: { a: 'x' }, outputs: './x' })).toEqual([
      'config-unknown-key at opus.config.ts › outputs: There is no key "outputs". Did you mean "output"?',
    ]);
    expect(problemsOf({ workflows: { a: { id: 'x', verison: 3 } } })).toEqual([
      'config-unknown-key at opus.config.ts › workflows.a.verison: There is no key "verison". Did you mean "version"?',
    ]);
    expect(problemsOf({ workflows: { a: 'x' }, drift: { rule: {} } })).toEqual([
      'config-unknown-key at opus.config.ts › drift.rule: There is no key "rule". Did you mean "rules"?',
    ]);
  });

  test('an unknown key that is near nothing, with all there are', () => {
    expect(problemsOf({ workflows: { a: 'x' }, telemetry: true })[0]).toMatch(
      /Remove it\. Known here: workflows, output, lockfile, baseUrl,/,
    );
  });

  test('a service key in the config, without showing it', () => {
    for (const raw of [
      { workflows: { a: 'x' }, serviceKey: SECRET },
      { workflows: { a: 'x' }, serviceKeyEnv: SECRET },
      { workflows: { a: 'x' }, serviceKeyEnv: 'sk-1234' },
      { workflows: { a: 'x' }, serviceKeyEnv: '' },
    ]) {
      const problems = problemsOf(raw);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(/committed|\.env/);
      expect(problems[0]).not.toContain(SECRET);
    }
  });

  test.each([
    [{ workflows: { a: 'x' }, output: 3 }, '"output" should be a text.'],
    [{ workflows: { a: 'x' }, output: '' }, '"output" should be a folder.'],
    [{ workflows: { a: 'x' }, barrel: 'yes' }, '"barrel" should be true or false.'],
    [{ workflows: { a: 'x' }, concurrency: 0 }, '"concurrency" should be a whole number from 1 to 32.'],
    [{ workflows: { a: 'x' }, concurrency: 1.5 }, '"concurrency" should be a whole number from 1 to 32.'],
    [{ workflows: { a: 'x' }, importExtension: 'ts' }, '"importExtension" should be ".ts", ".js", "" or "auto".'],
    [{ workflows: { a: 'x' }, failOn: 'error' }, '"failOn" should be "breaking", "warning" or "info".'],
    [{ workflows: { a: 'x' }, drift: { rules: { x: 'no' } } }, '"drift.rules.x" should be "breaking", "warning", "info" or "off".'],
    [{ workflows: ['x'] }, '"workflows" should be an object of workflows, { invoice: "<workflow id>" }.'],
    [{ workflows: { a: 3 } }, '"workflows.a" should be a workflow id, or an object { id: "<workflow id>" }.'],
    [{ workflows: { a: {} } }, '"workflows.a.id" is missing.'],
    [{ workflows: { a: { id: 3 } } }, '"workflows.a.id" should be the workflow id.'],
    [{ workflows: { a: { id: 'x', version: '3' } } }, '"workflows.a.version" should be a whole number from 1 on.'],
    [{ workflows: { a: { id: 'x', version: 3, workflowVersionId: 'y' } } }, '"a" is pinned twice.'],
    [{ workflows: { a: { id: 'x', inputs: { w: 'po number' } } } }, 'The name chosen for "w" cannot be used in TypeScript.'],
    [{ workflows: { a: { id: 'x', inputs: { w: 3 } } } }, 'The name chosen for "w" cannot be used in TypeScript.'],
    ['B9uGJfZ3CFwOdMKH', 'The default export is no config object.'],
    [null, 'The default export is no config object.'],
    [{}, 'The config names no workflow.'],
    [{ workflows: {} }, 'The config names no workflow.'],
    [{ workflows: { a: '' } }, 'The id of "a" cannot be used: it is empty.'],
    [{ workflows: { a: 'x', b: 'x' } }, '"a" and "b" both name the workflow x.'],
    [{ workflows: { a: 'x', b: 'https://app.opus.com/app/workflow/x' } }, '"a" and "b" both name the workflow x.'],
    [{ workflows: { a: 'x' }, baseUrl: 'http://operator.opus.com' }, 'baseUrl cannot be used: plain http would send the key unencrypted.'],
    [{ workflows: { a: 'x' }, output: '../elsewhere' }, 'output leads to /elsewhere, outside of /p.'],
    [{ workflows: { a: 'x' }, lockfile: '/etc/opus.lock.json' }, 'lockfile leads to /etc/opus.lock.json, outside of /p.'],
  ])('%j: %s', (raw, what) => {
    const parsed = parseConfig(raw, source);
    expect(parsed.ok ? [] : parsed.diagnostics.map((diagnostic) => diagnostic.what)).toEqual([what]);
  });

  test('keys that are no identifiers, with ones that are', () => {
    expect(problemsOf({ workflows: { 'my-flow': 'x', '2nd': 'y', '': 'z' } })).toEqual([
      'config-key-not-identifier at opus.config.ts › workflows.my-flow: The workflow key "my-flow" is no identifier. Rename the key, for example to myFlow.',
      'config-key-not-identifier at opus.config.ts › workflows.2nd: The workflow key "2nd" is no identifier. Rename the key, for example to _2nd.',
      'config-key-not-identifier at opus.config.ts › workflows.: The workflow key "" is no identifier. Rename the key, for example to myWorkflow.',
    ]);
  });

  test('two keys that give one function', () => {
    expect(problemsOf({ workflows: { invoice: 'x', Invoice: 'y' } })).toEqual([
      'config-name-collision at opus.config.ts › workflows.Invoice: The keys "invoice" and "Invoice" both give runInvoiceWorkflow. Rename one of the keys.',
    ]);
  });

  test('a base URL of the environment that cannot be used, as such', () => {
    expect(problemsOf({ workflows: { a: 'x' } }, { env: { OPUS_BASE_URL: 'nonsense' } })[0]).toMatch(
      /^config-bad-base-url at environment › OPUS_BASE_URL: OPUS_BASE_URL cannot be used/,
    );
  });

  test('everything at once', () => {
    expect(problemsOf({ workflows: { 'a-b': '', ok: 'x' }, serviceKeyEnv: SECRET, baseUrl: 'x', output: '..' })).toHaveLength(5);
  });
});
