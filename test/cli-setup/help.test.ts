/** Every command there is, walked: help with two examples that are understood, and what is asked for in vain told with what was meant. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCommandLine } from '../../generator/src/cli/program.ts';
import { startCliProject, type CliProject } from '../cli/harness.ts';

async function helpOf(...args: readonly string[]): Promise<string> {
  let text = '';
  await readCommandLine([...args, '--help'], { version: '0.0.0', cwd: '/', write: (more) => (text += more) }).catch(() => {});
  return text;
}

const whole = await helpOf();
const commands = [...whole.slice(whole.indexOf('Commands:')).matchAll(/^ {2}([a-z-]+)[ \n]/gm)]
  .map(([, name = '']) => name)
  .filter((name) => name !== 'help');

let project: CliProject;

beforeAll(async () => {
  project = await startCliProject({ keys: ['invoice'] });
});

afterAll(() => project[Symbol.asyncDispose]());

test('the commands are the ones of the design', () => {
  for (const name of [
    'init',
    'add',
    'remove',
    'generate',
    'pull',
    'check',
    'diff',
    'accept',
    'list',
    'doctor',
    'completion',
    'export',
    'rules',
    'explain',
  ])
    expect(commands).toContain(name);
});

describe.each(commands)('%s', (name) => {
  test('has help: what it does, its flags and the common ones, its formats, and two examples', async () => {
    const result = await project.run([name, '--help']);
    expect([result.code, result.stderr]).toEqual([0, '']);
    expect(result.stdout).toMatch(new RegExp(`^Usage: opus-codegen ${name} `));
    expect(result.stdout).toMatch(/--config <path>.*--cwd <folder>.*--filter <key>.*--format <format>/s);
    expect(result.stdout).toMatch(/--format <format>[^]*\(choices: "/);
    expect(examplesIn(result.stdout)).toHaveLength(2);
  });

  test('has examples that the command line understands', async () => {
    for (const line of examplesIn(await helpOf(name))) {
      const commandLine = line.split('opus-codegen ').at(-1)?.split(' | ')[0] ?? '';
      const argv = (commandLine.match(/"[^"]*"|[^\s|)]+/g) ?? []).map((word) => word.replaceAll('"', ''));
      const invocation = await readCommandLine(argv, { version: '0.0.0', cwd: project.folder, write: () => {} });
      expect(invocation?.command).toBe(argv.find((word) => commands.includes(word)) ?? 'generate');
    }
  });

  test('tells which flag was meant, and which format', async () => {
    const flag = await project.run([name, '--quite']);
    expect(flag.code).toBe(2);
    expect(flag.stderr).toContain("OPUS9001 Unknown option '--quite'.");
    expect(flag.stderr).toContain('Did you mean --quiet?');
    const [, formats = ''] = /--format <format>[^]*?\(choices:\s+([^)]*?)(?:,\s+default[^)]*)?\)/.exec(await helpOf(name)) ?? [];
    const known = [...formats.matchAll(/"([a-z-]+)"/g)].map(([, format = '']) => format);
    const json = known.find((format) => format.startsWith('json')) ?? '';
    const format = await project.run([name, ...argumentsFor(await helpOf(name)), '--format', json.replace('json', 'jsn')]);
    expect(format.code).toBe(2);
    expect(format.stderr).toContain(`Did you mean ${json}?`);
  });

  test('is what a typing error was meant to be', async () => {
    const typed = `${name.slice(0, -1)}x`;
    const result = await project.run([typed]);
    expect(result.code).toBe(2);
    expect(result.stderr).toContain(`Unknown command '${typed}'.`);
    expect(result.stderr).toMatch(name.length < 4 ? /fix / : new RegExp(`Did you mean ${name}\\?`));
  });
});

function examplesIn(help: string): readonly string[] {
  return [...help.slice(help.indexOf('Examples:')).matchAll(/^ {2}\$ (.*opus-codegen.*)$/gm)].map(([, line = '']) => line);
}

/** What a command cannot do without: `<shell>` has to be one that it knows. */
function argumentsFor(help: string): readonly string[] {
  const [usage = ''] = help.split('\n');
  return [...usage.matchAll(/<(\w+)(?:\.\.\.)?>/g)].map(([, name]) => (name === 'shell' ? 'bash' : 'something'));
}

test.each([
  [['--filter', 'invoise'], 'Did you mean "invoice"?'],
  [['explain', 'variable-remved'], 'Did you mean variable-removed?'],
  [['check', '--report', 'sarfi=x'], 'Did you mean --report sarif=x?'],
  [['check', '--fail-on', 'breaking!'], 'Did you mean breaking?'],
  [['remove', 'invoise'], 'Did you mean "invoice"?'],
  [['init', '--ci', 'gihub'], 'Did you mean github?'],
  [['completion', 'bahs'], 'Did you mean bash?'],
])('%j: %s', async (args, meant) => {
  const result = await project.run(args);
  expect(result.code).toBe(2);
  expect(result.stderr).toContain(meant);
});
