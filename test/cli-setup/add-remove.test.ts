import { lstatSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commitFiles } from '../../generator/src/write/commit-files.ts';
import { configOf, json, startCliProject, type CliProject } from '../cli/harness.ts';
import { CTRL_C, ENTER } from '../cli/terminal.ts';
import { workflowIds } from '../workflows/workflows.ts';

const KEYS = ['invoice', 'sampler', 'expenseClaim'] as const;

/** A project with `invoice` generated; the service knows two more workflows. */
async function startProject(files: Readonly<Record<string, string>> = {}): Promise<CliProject> {
  const project = await startCliProject({ keys: KEYS, files: { 'opus.config.ts': configOf(['invoice']), ...files } });
  if ((await project.run(['--quiet'])).code !== 0) throw new Error('not generated');
  project.operator.clearRequests();
  return project;
}

describe('add', () => {
  test.each([
    ['an id', workflowIds.sampler],
    ['a page address with a query and a slash', `https://app.opus.com/app/workflow/${workflowIds.sampler}/?tab=runs#top`],
    ['in quotes, with a comma', `"${workflowIds.sampler}",`],
    ['with line ends around', `\n  ${workflowIds.sampler}\r\n`],
  ])('%s: the config gets the workflow in place, with its files and lock entry', async (_, pasted) => {
    await using project = await startProject();
    const result = await project.run(['add', pasted]);
    expect(result.stdout).toBe(`Added allEightTypes: ${workflowIds.sampler} (All Eight Types) to opus.config.ts
opus.config.ts: done (1 created, 2 updated)
  updated   opus.lock.json
  created   opus/all-eight-types.ts
  updated   opus/index.ts
`);
    expect(result.code).toBe(0);
    expect(project.read('opus.config.ts')).toBe(
      configOf(['invoice']).replace(`KH',\n`, `KH',\n    allEightTypes: '${workflowIds.sampler}',\n`),
    );
    // The others were not asked for.
    expect(new Set(project.operator.requestsOf('getWorkflow').map(({ path }) => path))).toEqual(
      new Set([`/workflow/${workflowIds.sampler}`]),
    );
    expect((await project.run(['check'])).code).toBe(0);
  });

  test('several at once, each with the key that was said or one from its name', async () => {
    await using project = await startProject();
    const result = await project.run(['add', `types=${workflowIds.sampler} ${workflowIds.expenseClaim}`, '--format', 'json']);
    expect(json(result)).toMatchObject({
      added: [
        { key: 'types', workflowId: workflowIds.sampler, name: 'All Eight Types' },
        { key: 'expenseClaimCopy2', workflowId: workflowIds.expenseClaim },
      ],
      projects: [{ written: true, read: ['types', 'expenseClaimCopy2'] }],
    });
    expect(project.read('opus.config.ts')).toContain(
      `    types: '${workflowIds.sampler}',\n    expenseClaimCopy2: '${workflowIds.expenseClaim}',\n`,
    );
  });

  test('what is there already is told and left alone', async () => {
    await using project = await startProject();
    const before = project.tree();
    const result = await project.run(['add', workflowIds.invoice]);
    expect(result).toMatchObject({ code: 0, stdout: 'Nothing to add.\n' });
    expect(result.stderr).toContain(`OPUS1022 ${workflowIds.invoice} is in the config already, as "invoice".`);
    expect(project.tree()).toEqual(before);
    expect(project.operator.requests).toEqual([]);
  });

  test('a name whose key is taken gets a part of its own id, in whatever order they come', async () => {
    await using project = await startProject({ 'opus.config.ts': configOf(['invoice']).replace('invoice:', 'allEightTypes:') });
    expect((await project.run(['add', workflowIds.sampler])).stdout).toContain(`Added allEightTypes_${workflowIds.sampler.slice(0, 8)}: `);
  });

  test.each([
    ['a key that is taken', ['--as', 'invoice', workflowIds.sampler], 2, 'OPUS1021 "invoice" is taken.', 'Choose another key'],
    [
      'a key whose functions are taken',
      ['--as', 'Invoice', workflowIds.sampler],
      2,
      'OPUS1021 "invoice" and "Invoice" would both give',
      '',
    ],
    ['a key that is none', [`my-flow=${workflowIds.sampler}`], 2, 'OPUS1021 "my-flow" is no identifier; myFlow would be one.', ''],
    [
      'one key for two',
      ['--as', 'x', workflowIds.sampler, workflowIds.expenseClaim],
      2,
      'OPUS1021 --as names one workflow, and there are 2.',
      'invoice=<id>',
    ],
    [
      'an address of something else',
      ['https://app.opus.com/app/settings'],
      2,
      'OPUS1011 "https://app.opus.com/app/settings" names no workflow',
      '',
    ],
    ['an id that does not exist', ['nope', workflowIds.sampler], 31, 'OPUS3004 GET /workflow/{id} answered 404', 'Check the id'],
    ['nothing', [], 2, "OPUS9001 Missing required argument 'workflow'.", 'See'],
  ])('%s is refused, and nothing changes', async (_, args, code, what, fix) => {
    await using project = await startProject();
    const before = project.tree();
    const result = await project.run(['add', ...args]);
    expect(result.code).toBe(code);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain(what);
    expect(result.stderr).toContain(fix);
    expect(project.tree()).toEqual(before);
  });

  test('without a key, without an answer, and with a file in the way, the config stays as it was', async () => {
    await using project = await startProject({ 'opus/all-eight-types.ts': 'mine\n' });
    const before = project.tree();
    expect((await project.run(['add', workflowIds.sampler], { env: { OPUS_SERVICE_KEY: undefined } })).code).toBe(31);
    project.operator.fault({ call: 'getWorkflow', kind: 'rateLimit', via: 'body', hintSeconds: 0, times: Infinity });
    expect((await project.run(['add', workflowIds.sampler])).code).toBe(30);
    project.operator.clearFaults();
    const refused = await project.run(['add', workflowIds.sampler]);
    expect(refused.code).toBe(23);
    expect(refused.stdout).toContain('Did not add allEightTypes');
    expect(project.tree()).toEqual(before);
  });

  test('--dry-run says the same and touches nothing', async () => {
    await using project = await startProject();
    const before = project.tree();
    const { stdout, code } = await project.run(['add', workflowIds.sampler, '--dry-run']);
    expect([code, stdout.split('\n')[0]]).toEqual([
      0,
      `Would add allEightTypes: ${workflowIds.sampler} (All Eight Types) to opus.config.ts`,
    ]);
    expect(stdout).toContain('dry run, nothing was written (1 to create, 2 to update)');
    expect(project.tree()).toEqual(before);
  });

  test('a config that is computed is told with the line to paste', async () => {
    await using project = await startProject();
    project.write({
      'opus.config.ts': `const ids = { invoice: '${workflowIds.invoice}' };\nexport default { output: './opus', workflows: Object.assign({}, ids) };\n`,
    });
    const result = await project.run(['add', workflowIds.sampler, '--as', 'sampler']);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('OPUS1018 opus.config.ts cannot be edited in place: `workflows` is computed.');
    expect(result.stderr).toContain(`Write into its workflows: sampler: '${workflowIds.sampler}', Then run`);
  });

  test('a config without workflows gets its first', async () => {
    await using project = await startCliProject({
      keys: KEYS,
      files: { 'opus.config.ts': `export default { output: './opus', workflows: {} };\n` },
    });
    expect((await project.run(['add', workflowIds.invoice, '--as', 'invoice'])).code).toBe(0);
    expect(project.read('opus.config.ts')).toBe(`export default { output: './opus', workflows: { invoice: '${workflowIds.invoice}' } };\n`);
  });
});

describe('remove', () => {
  test('takes the entry, the file and the lock entry, and asks nobody', async () => {
    await using project = await startProject();
    await project.run(['add', workflowIds.sampler, '--as', 'sampler', '--quiet']);
    project.operator.clearRequests();
    const { code, stdout } = await project.run(['remove', 'invoice'], { env: { OPUS_SERVICE_KEY: undefined } });
    expect([code, stdout.split('\n')[0]]).toEqual([0, 'Removed invoice from opus.config.ts']);
    expect(project.read('opus.config.ts')).toBe(configOf(['sampler']));
    expect(Object.keys(project.tree())).toEqual(['opus.config.ts', 'opus.lock.json', 'opus/index.ts', 'opus/sampler.ts']);
    expect(Object.keys(JSON.parse(project.read('opus.lock.json')).workflows)).toEqual(['sampler']);
    expect(project.operator.requests).toEqual([]);
    expect((await project.run(['check', '--offline'])).code).toBe(0);
  });

  test('what add did, remove undoes to the byte', async () => {
    await using project = await startProject();
    const before = project.tree();
    await project.run(['add', workflowIds.sampler, '--as', 'sampler']);
    await project.run(['remove', 'sampler']);
    expect(project.tree()).toEqual(before);
  });

  test('the last one too, and the next one comes by add', async () => {
    await using project = await startProject();
    expect((await project.run(['remove', workflowIds.invoice])).code).toBe(0);
    expect(project.read('opus.config.ts')).toContain('workflows: {\n  },');
    expect(Object.keys(project.tree())).not.toContain('opus/invoice.ts');
    expect((await project.run(['add', workflowIds.invoice, '--as', 'invoice'])).code).toBe(0);
    expect((await project.run(['check', '--offline'])).code).toBe(0);
  });

  test('an unknown key is told with the one that was meant', async () => {
    await using project = await startProject();
    const before = project.tree();
    const result = await project.run(['remove', 'invoise']);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain('OPUS1020 No config has a workflow "invoise".');
    expect(result.stderr).toContain('Did you mean "invoice"?');
    expect(project.tree()).toEqual(before);
  });

  test('a generated file that was edited is not lost with its workflow', async () => {
    await using project = await startProject();
    project.write({ 'opus/invoice.ts': `${project.read('opus/invoice.ts')}// mine\n` });
    const before = project.tree();
    const result = await project.run(['remove', 'invoice']);
    expect(result.code).toBe(23);
    expect(result.stderr).toContain('OPUS5001');
    expect(project.tree()).toEqual(before);
  });
});

describe('several configs', () => {
  const two = `export default [
  { output: './a', workflows: { invoice: '${workflowIds.invoice}' } },
  { output: './b', workflows: { sampler: '${workflowIds.sampler}' } },
];
`;

  test('--project says which, by its output folder or its label', async () => {
    await using project = await startCliProject({ keys: KEYS, files: { 'opus.config.ts': two } });
    const unclear = await project.run(['add', workflowIds.expenseClaim]);
    expect(unclear.code).toBe(2);
    expect(unclear.stderr).toContain('OPUS1019 There are 2 configs: opus.config.ts[0], opus.config.ts[1].');
    expect(unclear.stderr).toContain('Name one with --project: a, b.');
    expect((await project.run(['add', workflowIds.expenseClaim, '--as', 'claim', '--project', './b'])).code).toBe(0);
    expect(project.read('opus.config.ts')).toBe(
      two.replace(`sampler: '${workflowIds.sampler}'`, `sampler: '${workflowIds.sampler}', claim: '${workflowIds.expenseClaim}'`),
    );
    expect(Object.keys(project.tree())).toEqual(['b/claim.ts', 'b/index.ts', 'b/opus.lock.json', 'opus.config.ts']);
    // A key that one of them has is clear by itself.
    expect((await project.run(['remove', 'claim'])).code).toBe(0);
    expect(project.read('opus.config.ts')).toBe(two);
    expect((await project.run(['remove', 'claim', '--project', 'opus.config.ts[7]'])).code).toBe(2);
  });

  test('of several --config only the one that is meant changes', async () => {
    await using project = await startCliProject({
      keys: KEYS,
      files: {
        'one/opus.config.ts': configOf(['invoice']),
        'two/opus.config.json': JSON.stringify({ workflows: { sampler: workflowIds.sampler } }, undefined, 2),
      },
    });
    const args = ['--config', 'one', '--config', 'two', 'add', workflowIds.expenseClaim, '--as', 'claim', '--project', 'two/src/opus'];
    expect((await project.run(args)).code).toBe(0);
    expect(JSON.parse(project.read('two/opus.config.json'))).toEqual({
      workflows: { sampler: workflowIds.sampler, claim: workflowIds.expenseClaim },
    });
    expect(project.read('one/opus.config.ts')).toBe(configOf(['invoice']));
  });
});

describe('at a terminal', () => {
  test('the key is asked for, with one from the name to begin with; a bad one is not taken', async () => {
    await using project = await startProject();
    const steps = [
      { expect: 'Key for All Eight Types?', send: `\u0015invoice${ENTER}` },
      { expect: '"invoice" is taken', send: `\u0015types${ENTER}` },
    ];
    expect((await project.run(['add', workflowIds.sampler], { steps })).code).toBe(0);
    expect(project.read('opus.config.ts')).toContain(`    types: '${workflowIds.sampler}',\n`);
  });

  test('--yes takes what is proposed, and --as leaves nothing to ask', async () => {
    await using project = await startProject();
    expect((await project.run(['add', workflowIds.sampler, '--yes'], { steps: [] })).code).toBe(0);
    expect((await project.run(['add', workflowIds.expenseClaim, '--as', 'claim'], { steps: [] })).code).toBe(0);
    expect(project.read('opus.config.ts')).toMatch(/allEightTypes: .*\n {4}claim: /);
  });

  test('Ctrl-C there leaves everything as it was, and ends with 130', async () => {
    await using project = await startProject();
    const before = project.tree();
    const result = await project.run(['add', workflowIds.sampler], { steps: [{ expect: 'Key for', send: CTRL_C }] });
    expect(result).toMatchObject({ code: 130, stdout: '' });
    expect(result.stderr).toContain('OPUS9003');
    expect(project.tree()).toEqual(before);
  });

  test('of several configs one is chosen', async () => {
    const text = `export default [\n  { output: 'a', workflows: {} },\n  { output: 'b', workflows: {} },\n];\n`;
    await using project = await startCliProject({ keys: KEYS, files: { 'several/opus.config.mjs': text } });
    const steps = [{ expect: 'Which config', send: `\u001b[B${ENTER}` }];
    const result = await project.run(['--cwd', 'several', 'add', workflowIds.sampler, '--as', 'sampler'], { steps });
    expect(result.code).toBe(0);
    expect(project.read('several/opus.config.mjs')).toBe(
      text.replace(`'b', workflows: {}`, `'b', workflows: { sampler: '${workflowIds.sampler}' }`),
    );
  });
});

test('what a killed run had decided, the next command completes before it reads the config', async () => {
  await using project = await startProject({ '.gitattributes': 'mine\n' });
  const text = configOf(['invoice', 'sampler']);
  const changes = [
    { path: join(project.folder, '.gitattributes'), text: 'theirs\n' },
    { path: join(project.folder, 'opus.config.ts'), text },
  ];
  // Decided, and then stopped for ever: what is left is what a killed process leaves.
  await new Promise<void>((resolve) => {
    const beforeStep = (step: string): Promise<void> | undefined => {
      if (step !== 'place opus.config.ts') return undefined;
      resolve();
      return new Promise(() => {});
    };
    void commitFiles(changes, { root: project.folder, runId: 'killed', signal: new AbortController().signal, beforeStep });
  });
  expect([project.read('.gitattributes'), project.read('opus.config.ts')]).toEqual(['theirs\n', configOf(['invoice'])]);
  const { stdout } = await project.run(['list']);
  expect(stdout).toContain('sampler');
  expect(project.read('opus.config.ts')).toBe(text);
});

test('two at once: the second waits, and does not take the key that the first took', async () => {
  await using project = await startProject();
  const results = await Promise.all(
    [workflowIds.sampler, workflowIds.expenseClaim].map((id) => project.runProcess(['add', id, '--as', 'same'])),
  );
  expect(results.map(({ code }) => code).toSorted()).toEqual([0, 2]);
  expect(results.find(({ code }) => code === 2)?.stderr).toMatch(/OPUS1018 .*"same" stands in it already|OPUS1021 "same" is taken/);
  expect(project.read('opus.config.ts').match(/same:/g)).toHaveLength(1);
  expect((await project.run(['check', '--offline'])).code).toBe(0);
});

test('a config behind a link is edited where it is, and the link stays', async () => {
  await using project = await startProject({ 'configs/real.ts': configOf(['invoice']) });
  rmSync(join(project.folder, 'opus.config.ts'));
  symlinkSync('configs/real.ts', join(project.folder, 'opus.config.ts'));
  const result = await project.runProcess(['add', workflowIds.sampler, '--as', 'sampler']);
  expect(result.code).toBe(0);
  expect(result.stderr).not.toContain('Warning');
  expect(project.read('configs/real.ts')).toBe(configOf(['invoice', 'sampler']));
  expect(lstatSync(join(project.folder, 'opus.config.ts')).isSymbolicLink()).toBe(true);
});
