import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configOf, startCliProject } from './harness.ts';

test('an output that a link leads out of the project is refused with 23, and nothing is written there', async () => {
  await using project = await startCliProject({ keys: ['invoice'], files: { 'app/x.txt': '', 'elsewhere/x.txt': '' } });
  project.write({ 'app/opus.config.ts': configOf(['invoice']) });
  symlinkSync('../elsewhere', join(project.folder, 'app/opus'));
  const before = project.tree();
  const result = await project.run(['--cwd', 'app']);
  expect(result.code).toBe(23);
  expect(result.stderr).toContain(
    `error OPUS5003 ${project.folder}/app/opus is really ${project.folder}/elsewhere, outside of ${project.folder}/app.`,
  );
  expect(project.tree()).toEqual(before);
  expect(project.operator.requests).toEqual([]);
});

test('an output that a link leads elsewhere within the project is written there', async () => {
  await using project = await startCliProject({ keys: ['invoice'], files: { 'real/x.txt': '' } });
  symlinkSync('real', join(project.folder, 'opus'));
  expect((await project.run([])).code).toBe(0);
  expect(Object.keys(project.tree())).toContain('real/invoice.ts');
  expect((await project.run(['check', '--offline'])).code).toBe(0);
});

test('a config that is itself a link out of the project is read, and nothing but an edit of it is refused', async () => {
  await using project = await startCliProject({ keys: ['invoice'], files: { 'app/x.txt': '' } });
  project.write({ 'shared/opus.config.ts': configOf(['invoice']) });
  symlinkSync('../shared/opus.config.ts', join(project.folder, 'app/opus.config.ts'));
  expect((await project.run(['--cwd', 'app'])).code).toBe(0);
  expect((await project.run(['check', '--cwd', 'app'])).code).toBe(0);
  const edit = await project.run(['remove', 'invoice', '--cwd', 'app']);
  expect(edit.code).toBe(23);
  expect(edit.stderr).toContain(`OPUS5003 ${project.folder}/app/opus.config.ts is really ${project.folder}/shared/opus.config.ts`);
});

test('a folder where a file belongs, and a file where the folder belongs, are refused with 23', async () => {
  await using project = await startCliProject({ keys: ['invoice'] });
  mkdirSync(join(project.folder, 'opus/invoice.ts'), { recursive: true });
  const folder = await project.run([]);
  expect(folder.code).toBe(23);
  expect(folder.stderr).toContain('OPUS5002 invoice.ts (a folder) is in the way of the generated invoice.ts.');
  project.write({ 'opus.config.ts': configOf(['invoice']).replace('./opus', './taken'), taken: 'a file' });
  const file = await project.run([]);
  expect(file.code).toBe(23);
  expect(file.stderr).toContain(`OPUS5002 The output ${project.folder}/taken is a file, not a folder.`);
});

test('a file that differs from a generated one in case only is refused, for disks where the two are one', async () => {
  await using project = await startCliProject({ keys: ['invoice'], files: { 'opus/Invoice.ts': 'export {};\n' } });
  const result = await project.run([]);
  expect(result.code).toBe(23);
  expect(result.stderr).toContain('OPUS5002 Invoice.ts is in the way of the generated invoice.ts.');
  expect(Object.keys(project.tree())).toEqual(['opus.config.ts', 'opus/Invoice.ts']);
});

test('a project that is read-only ends with 2 and a sentence, and check still works there', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  const before = project.tree();
  for (const folder of ['', 'opus']) chmodSync(join(project.folder, folder), 0o555);
  try {
    const result = await project.runProcess([], { asNobody: true });
    expect(result.code).toBe(2);
    expect(result.stderr).toMatch(/error OPUS5004 \S+ cannot be written \(EACCES\)\./);
    expect((await project.runProcess(['check'], { asNobody: true })).code).toBe(0);
    expect((await project.runProcess(['--dry-run'], { asNobody: true })).code).toBe(0);
  } finally {
    for (const folder of ['', 'opus']) chmodSync(join(project.folder, folder), 0o755);
  }
  expect(project.tree()).toEqual(before);
});

test('a lockfile and a generated file that cannot be read end with 2', async () => {
  await using project = await startCliProject({ keys: ['invoice'], generated: true });
  chmodSync(project.folder, 0o755);
  chmodSync(join(project.folder, 'opus/invoice.ts'), 0o000);
  const file = await project.runProcess(['check', '--offline'], { asNobody: true });
  expect(file.code).toBe(2);
  expect(file.stderr).toContain('OPUS5013');
  chmodSync(join(project.folder, 'opus.lock.json'), 0o000);
  const lockfile = await project.runProcess(['check', '--offline'], { asNobody: true });
  expect(lockfile.code).toBe(2);
  expect(lockfile.stderr).toContain('OPUS2001');
});
