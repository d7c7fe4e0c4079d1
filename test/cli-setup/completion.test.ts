/** The scripts of completion in the shells themselves. */
import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BIN, startCliProject, type CliProject } from '../cli/harness.ts';
import { atTerminal, hasTerminals } from '../cli/terminal.ts';

let project: CliProject;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  project = await startCliProject({ keys: ['invoice', 'sampler'], files: { 'data.json': '{}' } });
  const command = `#!/bin/sh\nexec ${process.execPath} ${BIN} "$@"\n`;
  project.write({ 'bin/opus-codegen': command });
  chmodSync(join(project.folder, 'bin/opus-codegen'), 0o755);
  env = { PATH: `${project.folder}/bin:${process.env['PATH']}`, HOME: project.folder, PS1: 'ready> ', PROMPT: 'ready> ' };
});

afterAll(() => project[Symbol.asyncDispose]());

async function words(...typed: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr, code } = await project.run(['complete', 'fish', '--', ...typed]);
  expect([code, stderr]).toEqual([0, '']);
  const [kind = '', ...lines] = stdout.trimEnd().split('\n');
  return kind === 'files' ? ['files'] : lines.map((line) => line.split('\t')[0] ?? '');
}

describe('what comes next', () => {
  test.each([
    [['ch'], ['check']],
    [['check', '--of'], ['--offline']],
    [['--fro'], ['--frozen']],
    [['check', '--conf'], ['--config']],
    [['check', '--offline', '--of'], []],
    [['--filter', 'invoice', '--filt'], ['--filter']],
    [['--filter', 'in'], ['invoice']],
    [['--filter', 'invoice,'], ['invoice,sampler']],
    [['--filter=s'], ['--filter=sampler']],
    [
      ['remove', ''],
      ['invoice', 'sampler'],
    ],
    [['remove', 'invoice', 's'], ['sampler']],
    [['check', '--format', 's'], ['sarif']],
    [
      ['list', '--format', ''],
      ['text', 'json'],
    ],
    [
      ['check', '--format=g'],
      ['--format=github', '--format=gitlab'],
    ],
    [['check', '--fail-on', 'w'], ['warning']],
    [['explain', 'variable-rem'], ['variable-removed']],
    [['explain', 'OPUS1001'], ['OPUS1001']],
    [['accept', 'variable-rem'], ['variable-removed']],
    [['completion', 'z'], ['zsh']],
    [['--config', ''], ['files']],
    [['check', '--report', ''], ['files']],
    [['add', ''], []],
    [['add', '--as', ''], []],
    [['serve', '--key', ''], []],
    [['nonsense', '--whatever', ''], []],
  ])('%j', async (typed, expected) => {
    expect(await words(...typed)).toEqual(expected);
  });

  test('keys come from the config that the line names', async () => {
    project.write({ 'other/opus.config.json': '{ "workflows": { "elsewhere": "E1" } }' });
    expect(await words('--config', 'other', '--filter', '')).toEqual(['elsewhere']);
    expect(await words('--cwd=other', '--filter', '')).toEqual(['elsewhere']);
    expect(await words('--config', 'nowhere', '--filter', '')).toEqual([]);
  });

  test('the config is read and never run, and a broken one is no noise', async () => {
    project.write({
      'code/opus.config.mjs': `import { writeFileSync } from 'node:fs';\nwriteFileSync('ran.txt', '');\nexport default [{ workflows: { first: 'F1' } }, { workflows: { second: 'S1', [x]: 'y' } }];\n`,
      'broken/opus.config.ts': 'export default {{{',
    });
    expect(await words('--cwd', 'code', '--filter', '')).toEqual(['first', 'second']);
    expect(Object.keys(project.tree())).not.toContain('ran.txt');
    expect(await words('--cwd', 'broken', '--filter', '')).toEqual([]);
  });

  test('no command that is hidden is offered', async () => {
    expect(await words('comp')).toEqual(['completion']);
  });
});

function completed(line: string): readonly string[] {
  const script = `opus-codegen completion fish | source; complete -C ${JSON.stringify(line)}`;
  const { stdout, stderr } = spawnSync('fish', ['--no-config', '-c', script], { cwd: project.folder, env, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trimEnd().split('\n');
}

/** Why a shell is not tried, said on the console. */
function isMissing(shell: string): boolean {
  const missing = spawnSync(shell, ['-c', 'exit'], { encoding: 'utf8' }).status !== 0;
  if (missing) console.warn(`Completion is not tried in ${shell}: it is not on this machine.`);
  return missing;
}

// Ctrl-U takes the line back, so that nothing typed is run.
const CLEAR = '\u0015';

describe.skipIf(!hasTerminals || isMissing('bash'))('bash', () => {
  test('completes commands, keys, formats behind a = and files, and runs nothing that is being typed', async () => {
    const { output, missing } = await atTerminal(
      ['bash', '--norc', '--noprofile', '-i'],
      [
        { expect: 'ready> ', send: 'source <(opus-codegen completion bash); source <(opus-codegen completion bash)\r' },
        { expect: 'ready> ', send: 'opus-codegen doc\t' },
        { expect: 'doctor ', send: `${CLEAR}opus-codegen --filter samp\t` },
        { expect: '--filter sampler ', send: `${CLEAR}opus-codegen check --format=sar\t` },
        { expect: '--format=sarif ', send: `${CLEAR}opus-codegen --config opus.conf\t` },
        { expect: '--config opus.config.ts ', send: `${CLEAR}opus-codegen remove $(touch evil.txt) inv\t` },
        { expect: 'invoice ', send: `${CLEAR}exit\r` },
      ],
      { cwd: project.folder, env },
    );
    expect({ missing, output }).toMatchObject({ missing: null });
    expect(output).not.toMatch(/command not found|readonly|rror/);
    expect(Object.keys(project.tree())).not.toContain('evil.txt');
  });
});

describe.skipIf(!hasTerminals || isMissing('zsh'))('zsh', () => {
  test('completes commands, keys, formats behind a = and files', async () => {
    const { output, missing } = await atTerminal(
      ['zsh', '-f', '-i'],
      [
        { expect: 'ready> ', send: 'autoload -U compinit && compinit -u -D && source <(opus-codegen completion zsh)\r' },
        { expect: 'ready> ', send: 'opus-codegen doc\t' },
        { expect: 'doctor ', send: `${CLEAR}opus-codegen --filter samp\t` },
        { expect: '--filter sampler ', send: `${CLEAR}opus-codegen check --format=sar\t` },
        { expect: '--format=sarif ', send: `${CLEAR}opus-codegen --config opus.conf\t` },
        { expect: '--config opus.config.ts ', send: `${CLEAR}exit\r` },
      ],
      { cwd: project.folder, env },
    );
    expect({ missing, output }).toMatchObject({ missing: null });
  });
});

describe.skipIf(isMissing('fish'))('fish', () => {
  test('completes commands with what they do, keys, formats behind a = and files', () => {
    expect(completed('opus-codegen doc')).toEqual([
      'doctor\tlook at everything that has to fit together, and say how to mend what does not',
    ]);
    expect(completed('opus-codegen --filter samp')).toEqual(['sampler']);
    expect(completed('opus-codegen check --format=sar')).toEqual(['--format=sarif']);
    expect(completed('opus-codegen --config opus.conf')[0]).toMatch(/^opus\.config\.ts/);
  });
});
