import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { describe, expect, test } from 'vitest';
import { readLockfile } from '../lock/read-lockfile.ts';
import { openApiDocument } from '../types/schema-documents.ts';
import { renderBindings, type EmitOptions } from './bindings.ts';
import { inspectSignature } from './signature.ts';

/**
 * test/golden/<case>/: a lockfile, options where they are not the usual ones, every file that must come of it, to the byte, and the same types
 * as JSON Schema. test/compile/ compiles the files and lets openapi-typescript witness that both say the same.
 *
 * After a change that is meant: `UPDATE_GOLDEN=1 pnpm vitest run generator/src/emit/golden`, and read the difference before it is committed.
 */
const root = join(import.meta.dirname, '../../../test/golden');
const cases = readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const isUpdate = process.env['UPDATE_GOLDEN'] === '1';

type Workflows = Readonly<Record<string, LockedWorkflow>>;

async function readWorkflows(name: string): Promise<Workflows> {
  const lock = await readLockfile(join(root, name, 'lock.json'));
  if (!lock) throw new Error(`test/golden/${name} has no lock.json`);
  return lock.lockfile.workflows;
}

async function render(name: string, workflows: Workflows): Promise<ReadonlyMap<string, string>> {
  const { prettierConfigPath, ...options } = readOptions(name);
  return renderBindings(workflows, {
    importExtension: '.ts',
    barrel: true,
    prettierConfigPath: join(root, name, prettierConfigPath ?? '../prettierrc.json'),
    ...options,
  });
}

function readOptions(name: string): Partial<EmitOptions> {
  const path = join(root, name, 'options.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<EmitOptions>) : {}; // our own file
}

function filesIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

test('there are cases', () => {
  expect(cases.length).toBeGreaterThan(10);
});

test('nothing else lies about: every file of a case is read by its tests', () => {
  const known = new Set(['lock.json', 'options.json', 'prettierrc.json', 'expected', 'openapi.json']);
  const found = cases.flatMap((name) => readdirSync(join(root, name)).map((file) => `${name}/${file}`));
  expect(found.filter((path) => !known.has(path.split('/')[1] ?? ''))).toEqual([]);
  expect(readdirSync(root).filter((name) => !cases.includes(name))).toEqual(['README.md', 'prettierrc.json']);
});

describe.each(cases)('golden case %s', (name) => {
  test('gives exactly these files', async () => {
    const files = await render(name, await readWorkflows(name));
    const folder = join(root, name, 'expected');
    if (isUpdate) {
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      for (const [file, text] of files) writeFileSync(join(folder, file), text);
    }
    // Both ways: a file that is expected and does not come is a difference too.
    expect(Object.fromEntries(files)).toEqual(filesIn(folder));
    expect([...files.values()].map(inspectSignature).filter((state) => state !== 'ours')).toEqual([]);
  });

  test('gives these JSON Schemas', async () => {
    // No character that turns text around or hides, so that the file can be read in a review.
    const json = JSON.stringify(openApiDocument(await readWorkflows(name)), undefined, 2);
    const text = `${json.replace(/[\p{Bidi_Control}\u2028\u2029]/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
    const path = join(root, name, 'openapi.json');
    if (isUpdate) writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, 'utf8'));
  });
});
