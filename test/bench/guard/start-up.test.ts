/** What a command loads before it does anything: a start is mostly the finding and reading of modules. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { workloadFolder } from './workload-folder.ts';

const BIN = join(import.meta.dirname, '../../../generator/bin/opus-codegen.mjs');

// Tells on stderr, at the end, how many modules were loaded from files, and how long their texts are.
const TRACE = `import { registerHooks } from 'node:module';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
let [modules, bytes] = [0, 0];
registerHooks({ load(url, context, next) {
  if (url.startsWith('file:')) {
    modules += 1;
    bytes += statSync(fileURLToPath(url)).size;
  }
  return next(url, context);
} });
process.on('exit', () => console.error(JSON.stringify({ modules, bytes })));`;

interface Loaded {
  readonly modules: number;
  readonly bytes: number;
}

async function loadedBy(folder: string, ...args: readonly string[]): Promise<Loaded> {
  writeFileSync(join(folder, 'trace.mjs'), TRACE);
  const trace = pathToFileURL(join(folder, 'trace.mjs')).href;
  const env = { ...process.env, NODE_OPTIONS: `--import=${trace}` };
  const { stderr } = await promisify(execFile)(process.execPath, [BIN, ...args, '--quiet'], { cwd: folder, env });
  return JSON.parse(stderr) as Loaded; // as the trace above writes it
}

test('a check offline loads a hundred and some modules, a megabyte and a quarter in all, however many workflows there are', async () => {
  using few = workloadFolder(2);
  using more = workloadFolder(8);
  for (const project of [few, more]) await project.run('--frozen');
  const loaded = await loadedBy(few.folder, 'check', '--offline');
  expect(loaded.modules).toBeLessThanOrEqual(LIMITS.modules);
  expect(loaded.bytes).toBeLessThanOrEqual(LIMITS.bytes);
  expect((await loadedBy(more.folder, 'check', '--offline')).modules).toBe(loaded.modules);
  // A generate that finds nothing new does little else.
  expect((await loadedBy(few.folder, '--frozen')).bytes).toBeLessThanOrEqual(LIMITS.bytes);
});

/** Raise them when a start is meant to load more, and say why in the commit. */
const LIMITS: Loaded = { modules: 130, bytes: 1_250_000 };
