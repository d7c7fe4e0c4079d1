/**
 * `pnpm make-docs`: writes what is made in the documentation: the page of messages, outputs of commands, the API reference. With `--check`, writes
 * nothing, and tells which pages are out of date; with paths, only those.
 */
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { repositoryRoot } from '../../project/linked-project.ts';
import { MADE_PAGES } from './made-pages.ts';

const asked = process.argv.slice(2);
const isCheck = asked.includes('--check');
const paths = asked.filter((argument) => argument !== '--check');

for (const { path, make } of MADE_PAGES) {
  if (paths.length > 0 && !paths.includes(path)) continue;
  const made = await make();
  const leftOver = globSync(`${path}/**/*`, { cwd: repositoryRoot }).filter((name) => made[name.replaceAll('\\', '/')] === undefined);
  for (const name of leftOver) {
    console.log(isCheck ? `${name} is made no more. Run \`pnpm make-docs\`.` : `${name} (deleted)`);
    if (isCheck) process.exitCode = 1;
    else rmSync(join(repositoryRoot, name));
  }
  for (const [name, text] of Object.entries(made)) {
    const file = join(repositoryRoot, name);
    if (!isCheck) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      console.log(name);
    } else if (firstDifference(textOf(file), text) !== undefined) {
      console.log(`${name} is out of date. Run \`pnpm make-docs\`. ${firstDifference(textOf(file), text)}`);
      process.exitCode = 1;
    }
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
  } catch {
    return ''; // not there yet
  }
}

function firstDifference(is: string, shouldBe: string): string | undefined {
  const [before, after] = [is.split('\n'), shouldBe.split('\n')];
  const row = after.findIndex((line, index) => line !== before[index]);
  if (row === -1 && before.length === after.length) return undefined;
  const at = row === -1 ? after.length : row;
  return `Line ${at + 1} is ${JSON.stringify(before[at] ?? '')} and should be ${JSON.stringify(after[at] ?? '')}.`;
}
