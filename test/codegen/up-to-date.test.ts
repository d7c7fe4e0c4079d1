import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../demo/program.ts';
import { repositoryRoot } from '../project/linked-project.ts';
import { workflowKeys } from '../workflows/workflows.ts';

interface PlannedFile {
  readonly path: string;
  readonly action: string;
}
interface Report {
  readonly projects: readonly { readonly lockfile: PlannedFile; readonly files: readonly PlannedFile[] }[];
}

const codegen = (...args: readonly string[]) =>
  runProgram('node', [join(repositoryRoot, 'test/codegen/main.ts'), ...args], { cwd: repositoryRoot });

test('the checked-in bindings and lockfile are what the workflows in test/workflows give', async () => {
  const { exitCode, stdout } = await codegen('generate', '--dry-run', '--format', 'json');

  expect(exitCode).toBe(0);
  const report = JSON.parse(stdout) as Report;
  const files = report.projects.flatMap((project) => [project.lockfile, ...project.files]);
  expect(files.filter((file) => file.action !== 'unchanged')).toEqual([]);
  expect(files.length).toBe(1 + workflowKeys.length + 1); // lockfile, a file a workflow, index.ts
});

test('nothing of ours drifts from what the local operator serves', async () => {
  const { exitCode, stdout } = await codegen('check');

  expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 });
});
