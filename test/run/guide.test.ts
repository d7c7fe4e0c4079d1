/** docs/run.md says what is so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EXIT_CODES, EXIT_INTERRUPTED } from '../../generator/src/diagnostics/exit-codes.ts';
import { readCommandLine } from '../../generator/src/cli/program.ts';
import { startCliProject } from '../cli/harness.ts';
import { repositoryRoot } from '../project/linked-project.ts';

const page = readFileSync(join(repositoryRoot, 'docs/run.md'), 'utf8').replaceAll('\r\n', '\n');
const blocks = (language: string): readonly string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, 'gm'))].map(([, text = '']) => text);

test('every command of the page is understood', async () => {
  const lines = blocks('sh')
    .flatMap((block) => block.trimEnd().split('\n'))
    .filter((line) => !line.startsWith('jq '));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) {
    const [npx, name, ...argv] = line.replace(/ +# .*$/, '').split(' ');
    expect([npx, name]).toEqual(['npx', 'opus-codegen']);
    expect((await readCommandLine(argv, { version: '0', cwd: repositoryRoot, write: () => {} }))?.command).toBe('run');
  }
});

test('the table of the page is one that runs', async () => {
  const [table = ''] = blocks('csv');
  await using project = await startCliProject({
    keys: ['invoice'],
    generated: true,
    files: { 'rows.csv': table, 'march.pdf': '%PDF', 'april.pdf': '%PDF' },
  });
  const { code, stdout } = await project.run(['run', 'invoice', '--batch', 'rows.csv', '--key', 'poNumber', '--dry-run']);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'invoice: 2 rows fit; nothing was sent\n' });
});

test('every exit code it names is one, and the new ones are among them', () => {
  const codes = [...page.slice(page.indexOf('| It ends with')).matchAll(/^\| (`\d+`(?:, `\d+`)*) +\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/\d+/g)].map(Number),
  );
  expect(
    codes.filter((code) => code !== 0 && code !== EXIT_INTERRUPTED && !Object.values(EXIT_CODES).some((known) => known === code)),
  ).toEqual([]);
  expect(codes).toEqual(expect.arrayContaining([EXIT_CODES['job-failed'], EXIT_CODES['job-open'], EXIT_INTERRUPTED]));
});
