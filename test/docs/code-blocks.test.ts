/** Every code block a reader can copy: TypeScript compiles strictly, tests pass, JSON and YAML can be read, each command is understood. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test, vi } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { readCommandLine } from '../../generator/src/cli/program.ts';
import { createLinkedProject, repositoryRoot } from '../project/linked-project.ts';
import { binOf } from '../tools/bin-of.ts';
import { MADE_PAGES } from './made/made-pages.ts';
import { documentationPages, readPage, type Block } from './pages/page.ts';
import { shellCommands } from './pages/shell.ts';
import { WALKS } from './walk/walks.ts';

// A compiler, and a test runner of their own: seconds on a machine of its own, much more beside other tests.
vi.setConfig({ testTimeout: 120_000 });

// The reference shows signatures, which are no programs.
const blocks = documentationPages()
  .filter((path) => !path.startsWith('docs/api/'))
  .flatMap((path) => readPage(path).blocks)
  .filter(({ language }) => language !== 'direction');
const inLanguage = (language: string): readonly Block[] => blocks.filter((block) => block.language === language);

test('every block says what language it is in, and it is one that is looked at here', () => {
  const known = new Set(['ts', 'sh', 'json', 'yaml', 'text', 'dotenv', 'csv']);
  expect(blocks.filter(({ language }) => !known.has(language)).map(({ page, line, language }) => `${page}:${line} ${language}`)).toEqual(
    [],
  );
});

test('every output that follows a command is the output of that command, as `pnpm make-docs` writes it', () => {
  const walked = new Set(WALKS.map(({ page }) => page));
  const madeWhole = new Set(MADE_PAGES.map(({ path }) => path).filter((path) => !walked.has(path)));
  const byHand = documentationPages().filter((path) => !madeWhole.has(path) && !path.startsWith('docs/api/'));
  const unproven = byHand.flatMap((path) => {
    let isRunning = walked.has(path);
    return readPage(path).blocks.flatMap(({ language, text, line }, index, all) => {
      if (language === 'direction') isRunning = walked.has(path) && (isRunning ? !text.startsWith('not run') : text === 'run');
      const isOutput = language === 'text' && all[index - 1]?.language === 'sh';
      return isOutput && !isRunning ? [`${path}:${line}`] : [];
    });
  });
  expect(unproven).toEqual([]);
});

/** A reader's project with every TypeScript block in it, where the page says, or beside the others in `src/`. */
interface Written extends Disposable {
  readonly folder: string;
  readonly blockOf: ReadonlyMap<string, Block>;
}

function writeBlocks(): Written {
  const project = createLinkedProject('docs', join(repositoryRoot, 'test/docs/project'));
  const { folder } = project;
  project.link('@opus-codegen/schema');
  project.link('vitest');
  // The bindings stand where the guides say: beside the code, in src/opus.
  for (const file of globSync('*.ts', { cwd: join(repositoryRoot, 'generated') })) {
    cpSync(join(repositoryRoot, 'generated', file), join(folder, 'src/opus', file));
  }
  cpSync(join(repositoryRoot, 'opus.lock.json'), join(folder, 'opus.lock.json'));
  cpSync(join(repositoryRoot, 'test/demo/files/march.pdf'), join(folder, 'march.pdf'));
  const blockOf = new Map<string, Block>();
  for (const [index, block] of inLanguage('ts').entries()) {
    const named = block.file?.endsWith('.ts') === true && !blockOf.has(block.file) ? block.file : undefined;
    const name = named ?? `src/block-${index}${isTest(block) ? '.test' : ''}.ts`;
    blockOf.set(name, block);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), `${block.text}export {};\n`);
  }
  return { folder, blockOf, [Symbol.dispose]: () => project[Symbol.dispose]() };
}

function isTest({ text }: Block): boolean {
  return text.includes("from 'vitest'");
}

test('every TypeScript block compiles under strict flags', () => {
  using written = writeBlocks();
  expect(written.blockOf.size).toBeGreaterThan(10);

  const tsc = [binOf('typescript', 'tsc'), '-p', '.', '--pretty', 'false'];
  const { stdout, status } = spawnSync(process.execPath, tsc, { cwd: written.folder, encoding: 'utf8' });

  const errors = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      line.replace(/^([\w/.-]+\.ts)\((\d+),/, (_, name: string, row: string) => {
        const block = written.blockOf.get(name);
        return block ? `${block.page}:${block.line + Number(row) - 1} (` : `${name}(${row},`;
      }),
    );
  expect({ errors, status }).toEqual({ errors: [], status: 0 });
});

test('every block that is a test passes', () => {
  using written = writeBlocks();
  const tests = inLanguage('ts').filter(isTest);
  expect(tests.length).toBeGreaterThan(3);

  const vitest = [binOf('vitest'), 'run', '--root', '.', '--test-timeout=60000'];
  const { stdout, stderr, status } = spawnSync(process.execPath, vitest, { cwd: written.folder, encoding: 'utf8' });

  expect(stripVTControlCharacters(stdout + stderr)).toContain(`${tests.length} passed (${tests.length})`);
  expect(status).toBe(0);
});

test.each(inLanguage('json'))('the JSON at $page:$line can be read', ({ text }) => {
  expect(() => JSON.parse(text) as unknown).not.toThrow();
});

test.each(inLanguage('yaml'))('the YAML at $page:$line can be read', ({ text }) => {
  expect(() => parseYaml(text) as unknown).not.toThrow();
});

describe('the commands', () => {
  const commands = inLanguage('sh').flatMap(({ page, line, text }) =>
    shellCommands(text).map((command) => ({ ...command, place: `${page}:${line + command.row}` })),
  );

  test.each(commands.filter(({ words }) => words.length > 0))('$place $line', async ({ words }) => {
    expect(await mistakeIn(words)).toBeUndefined();
  });
});

/** What is wrong with a command; `undefined`: nothing, as far as can be told without running it. */
async function mistakeIn(words: readonly string[]): Promise<string | undefined> {
  const argv = opusCodegenArguments(words);
  return argv === undefined ? mistakeElsewhere(words) : await mistakeInOurs(argv);
}

/** By the real command line. Help and the version are told by writing, or by throwing something that is no mistake. */
async function mistakeInOurs(argv: readonly string[]): Promise<string | undefined> {
  let isWritten = false;
  try {
    const invocation = await readCommandLine(argv, { version: '0', cwd: repositoryRoot, write: () => (isWritten = true) });
    return invocation !== undefined || isWritten ? undefined : 'It does nothing.';
  } catch (error) {
    return error instanceof Error && 'exitCode' in error && error.exitCode === 0 ? undefined : String(error);
  }
}

/** What follows `opus-codegen`, however it was reached. */
function opusCodegenArguments(words: readonly string[]): readonly string[] | undefined {
  const at = words.indexOf('opus-codegen');
  const before = words.slice(0, Math.max(at, 0)).join(' ');
  const reached = ['', 'npx', 'npx --no-install', 'npx -y pnpm@12 exec', 'npx -p node@24'];
  return at !== -1 && reached.includes(before) ? words.slice(at + 1) : undefined;
}

function mistakeElsewhere(words: readonly string[]): string | undefined {
  const [program = '', ...rest] = words;
  if (program === 'npm') return ['install', 'init', 'pkg'].includes(rest[0] ?? '') ? undefined : `Nobody knows npm ${rest[0]}.`;
  if (program === 'npx' && rest[0] === '-y' && rest[1] === 'pnpm@12') return mistakeInPnpm(rest.slice(2));
  if (program === 'npx') return ['tsc', 'vitest', 'jest'].includes(rest[0] ?? '') ? undefined : `Nobody knows npx ${rest[0]}.`;
  return ['node', 'git', 'mkdir', 'cd', 'echo', 'jq', 'opus-local-operator'].includes(program) ? undefined : `Nobody knows ${program}.`;
}

function mistakeInPnpm([command = '', ...rest]: readonly string[]): string | undefined {
  if (command === 'vitest') return existsSync(join(repositoryRoot, rest[0] ?? '')) ? undefined : `There is no ${rest[0]}.`;
  const folder = command === '--filter' ? `packages/${(rest[0] ?? '').replace('@opus-codegen/', '')}` : '.';
  const script = command === '--filter' ? (rest[1] ?? '') : command;
  const { scripts } = JSON.parse(readFileSync(join(repositoryRoot, folder, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  return script in scripts ? undefined : `${folder}/package.json has no script ${script}.`;
}
