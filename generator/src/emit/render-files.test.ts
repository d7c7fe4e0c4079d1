import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { expect, test } from 'vitest';
import { tempFolder } from '../testing/temp-folder.ts';
import { FormatError } from '../format/formatter.ts';
import { fileJobs, type FileJob } from './file-job.ts';
import { createRenderer } from './render-file.ts';
import { renderFiles } from './render-files.ts';
import { renderInThreads } from './render-in-threads.ts';

function jobsOf(count: number, change: Partial<LockedWorkflow> = {}): readonly FileJob[] {
  const workflow: LockedWorkflow = {
    workflowId: 'B9uGJfZ3CFwOdMKH',
    name: 'Invoice */',
    description: 'Reads “invoices”.',
    generation: 'v1',
    fingerprint: { inputs: '', outputs: '' },
    inputs: [{ name: 'note', wire: 'a', type: 'str', options: ['a"b', "c'd"] }],
    outputs: [],
    removed: [],
    ...change,
  };
  const workflows = Array.from({ length: count }, (_, index) => [`flow${index}`, workflow] as const);
  return fileJobs(workflows, { importExtension: '.ts', barrel: true });
}

const untold = (): void => {};
const interrupt = (): never => {
  throw new Error('Ctrl-C');
};

test('threads give the same files as one process, in the same order, with the same config of prettier', async () => {
  using project = tempFolder({ '.prettierrc': '{ "semi": false, "singleQuote": true }' });
  const jobs = jobsOf(20);
  const renderFile = await createRenderer({ outputDir: project.path });
  const here: (readonly [string, string])[] = [];
  for (const job of jobs) here.push([job.fileName, await renderFile(job)]);

  expect(await renderInThreads(jobs, { outputDir: project.path }, 2, untold)).toEqual(here);
  expect(here.map(([fileName]) => fileName)).toContain('index.ts');
  expect(here[0]?.[1]).toContain(`options: ['a"b', "c'd"]`);
});

test("a config of prettier that cannot be used is the project's affair from a thread, too", async () => {
  using project = tempFolder({ '.prettierrc': '{ "semi": ' });
  const rendering = renderInThreads(jobsOf(20), { outputDir: project.path }, 2, untold);
  await expect(rendering).rejects.toThrow(FormatError);
  await expect(rendering).rejects.toThrow("Cannot read the project's prettier config");
});

test("a file too large for a thread's memory is left to the caller", async () => {
  expect(await renderInThreads(jobsOf(1), {}, 2, untold, { maxOldGenerationSizeMb: 8 })).toBeUndefined();
});

test.each([
  ['here', 3],
  ['on threads', 256],
])('each file is told once as it is done %s, and who is told may end it', async (_, count) => {
  using project = tempFolder();
  const told: string[] = [];
  const files = await renderFiles(jobsOf(count), { outputDir: project.path }, (fileName) => told.push(fileName));
  expect(told.toSorted()).toEqual(files.map(([fileName]) => fileName).toSorted());
  await expect(renderFiles(jobsOf(count), { outputDir: project.path }, interrupt)).rejects.toThrow('Ctrl-C');
});
