/** What the compiler says of a test written with the kit: `fixtures/typed` marks each line that it has to refuse. Read from declarations, as users do. */
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createLinkedProject, repositoryRoot } from '../project/linked-project.ts';

const require = createRequire(import.meta.url);
const project = createLinkedProject('kit-types', join(import.meta.dirname, 'fixtures/typed'));
cpSync(join(repositoryRoot, 'generated'), join(project.folder, 'opus'), {
  recursive: true,
  filter: (path) => !path.includes('node_modules'),
});

afterAll(() => project[Symbol.dispose]());

// The oldest and the newest: those between are tested with the bindings themselves (test/compile).
test.each([
  ['5.4', require.resolve('ts54/bin/tsc')],
  ['7', join(repositoryRoot, 'node_modules/typescript/bin/tsc')],
])('TypeScript %s refuses wrong keys, names and types, and nothing else', (_, tsc) => {
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', '.', '--pretty', 'false'], { cwd: project.folder, encoding: 'utf8' });

  expect(stdout + stderr).toBe('');
});
