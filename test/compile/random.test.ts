import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderBindings } from '../../generator/src/emit/bindings.ts';
import { hostileWorkflow } from '../../generator/src/emit/testing/hostile-workflow.ts';

/**
 * Schemas nobody has seen, every text of them hostile: what is generated compiles under the strictest flags on the oldest and the newest compiler.
 *
 *     NUM_RUNS=2000 SEED=1 pnpm vitest run test/compile/random
 */

const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const project = mkdtempSync(join(tmpdir(), 'opus-random-'));
const numRuns = Math.min(2_000, Number(process.env['NUM_RUNS'] ?? 100));
const seed = Number(process.env['SEED'] ?? 20_261_123);

beforeAll(async () => {
  const workflows = fc.sample(hostileWorkflow, { numRuns, seed });
  const files = await renderBindings(Object.fromEntries(workflows.map((workflow, index) => [`random${index}`, workflow])), {
    importExtension: '.ts',
    barrel: true,
  });
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  mkdirSync(join(project, 'node_modules/@opus-codegen'), { recursive: true });
  symlinkSync(join(root, 'runtime'), join(project, 'node_modules/@opus-codegen/runtime'), 'junction');
  mkdirSync(join(project, 'src'));
  for (const [name, text] of files) writeFileSync(join(project, 'src', name), text);
}, 300_000);

afterAll(() => rmSync(project, { recursive: true, force: true }));

test.each([
  ['5.4', require.resolve('ts54/bin/tsc')],
  ['7.0', join(root, 'node_modules/typescript/bin/tsc')],
])(
  `TypeScript %s compiles them (seed ${seed})`,
  async (version, tsc) => {
    const config = join(project, `${version}.json`);
    writeFileSync(config, JSON.stringify({ extends: join(import.meta.dirname, 'versions', version, 'nodenext.json'), include: ['src'] }));
    const errors = await promisify(execFile)(process.execPath, [tsc, '-p', config, '--pretty', 'false'], { cwd: project }).then(
      () => '',
      (error: { readonly stdout: string }) => error.stdout,
    );
    expect(errors).toBe('');
  },
  300_000,
);
