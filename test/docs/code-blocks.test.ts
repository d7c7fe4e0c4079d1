/**
 * Every TypeScript block of the README and the guides compiles, strictly, against the packages and this repository's own bindings; those that are
 * tests pass.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { createLinkedProject, repositoryRoot, type LinkedProject } from '../project/linked-project.ts';
import { binOf } from '../tools/bin-of.ts';

const pages = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'packages/local-operator/README.md',
  ...globSync('docs/**/*.md', { cwd: repositoryRoot }),
].toSorted();

interface Block {
  readonly page: string;
  readonly line: number;
  readonly text: string;
}

function typescriptBlocks(page: string): readonly Block[] {
  const source = readFileSync(join(repositoryRoot, page), 'utf8').replaceAll('\r\n', '\n');
  return [...source.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: source.slice(0, match.index).split('\n').length + 1,
    text: match[1] ?? '',
  }));
}

const blocks = pages.flatMap(typescriptBlocks);

test('the pages have code blocks to check', () => {
  expect(blocks.length).toBeGreaterThan(3);
});

/** What the pages take for granted: a project with the packages and this repository's own bindings. */
function createReader(): LinkedProject {
  const project = createLinkedProject('docs', join(repositoryRoot, 'test/docs/project'));
  project.link('vitest');
  mkdirSync(join(project.folder, 'opus'));
  for (const file of globSync('*.ts', { cwd: join(repositoryRoot, 'generated') })) {
    cpSync(join(repositoryRoot, 'generated', file), join(project.folder, 'opus', file));
  }
  cpSync(join(repositoryRoot, 'opus.lock.json'), join(project.folder, 'opus.lock.json'));
  return project;
}

test('every TypeScript block compiles under strict flags', () => {
  using project = createReader();
  const placeOf = new Map<string, Block>();
  blocks.forEach((block, index) => {
    const name = `block-${index}.ts`;
    placeOf.set(name, block);
    writeFileSync(join(project.folder, name), `${block.text}\nexport {};\n`);
  });

  const { stdout, status } = spawnSync(process.execPath, [binOf('typescript', 'tsc'), '-p', '.', '--pretty', 'false'], {
    cwd: project.folder,
    encoding: 'utf8',
  });

  const errors = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      line.replace(/^(block-\d+\.ts)\((\d+),/, (_, name: string, row: string) => {
        const block = placeOf.get(relative('.', name));
        return block ? `${block.page}:${block.line + Number(row) - 1} (` : `${name}(${row},`;
      }),
    );
  expect({ errors, status }).toEqual({ errors: [], status: 0 });
});

test('every block that is a test passes', () => {
  using project = createReader();
  const tests = blocks.filter(({ text }) => text.includes("from 'vitest'"));
  tests.forEach(({ text }, index) => writeFileSync(join(project.folder, `block-${index}.test.ts`), text));

  const { stdout, stderr, status } = spawnSync(process.execPath, [binOf('vitest'), 'run', '--root', '.', '--test-timeout=60000'], {
    cwd: project.folder,
    encoding: 'utf8',
  });

  expect(tests.length).toBeGreaterThan(2);
  expect(stripVTControlCharacters(stdout + stderr)).toContain(`${tests.length} passed (${tests.length})`);
  expect(status).toBe(0);
});
