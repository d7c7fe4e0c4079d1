/** What a run does, counted: the same on every machine, however fast. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { workloadFolder } from './workload-folder.ts';

const rendered: string[] = [];
let readCount = 0;

vi.mock('../../../generator/src/emit/render-files.ts', async (original) => {
  const { renderFiles } = await original<typeof import('../../../generator/src/emit/render-files.ts')>();
  const counted: typeof renderFiles = (jobs, ...others) => {
    rendered.push(...jobs.map(({ fileName }) => fileName));
    return renderFiles(jobs, ...others);
  };
  return { renderFiles: counted };
});

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const readFile = (...args: Parameters<typeof real.readFile>): ReturnType<typeof real.readFile> => {
    readCount += 1;
    return real.readFile(...args);
  };
  return { ...real, readFile };
});

beforeEach(() => {
  rendered.length = 0;
  readCount = 0;
});

function modifiedIn(folder: string): Readonly<Record<string, number>> {
  const output = join(folder, 'src/opus');
  return Object.fromEntries(readdirSync(output).map((name) => [name, statSync(join(output, name)).mtimeMs]));
}

describe('twelve workflows', () => {
  test('are rendered once each, with the barrel; a run after that renders and writes nothing', async () => {
    using project = workloadFolder(12);
    await project.run('--frozen');
    expect(rendered.length).toBe(13);
    expect(new Set(rendered).size).toBe(13);

    const before = modifiedIn(project.folder);
    rendered.length = 0;
    await project.run('--frozen');
    await project.run('check', '--offline');
    expect(rendered).toEqual([]);
    expect(modifiedIn(project.folder)).toEqual(before);
  });

  test('one of which changed: that one is rendered and written, and after that nothing', async () => {
    using project = workloadFolder(12);
    await project.run('--frozen');
    const before = modifiedIn(project.folder);
    rendered.length = 0;
    project.lock(1);
    await project.run('--frozen');
    await project.run('--frozen');
    expect(rendered).toEqual(['flow0.ts']);
    const after = modifiedIn(project.folder);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(['flow0.ts']);
  });
});

async function readsOfCheck(count: number): Promise<number> {
  using project = workloadFolder(count);
  await project.run('--frozen');
  readCount = 0;
  await project.run('check', '--offline');
  return readCount;
}

test('each file of the output is read once, and nothing else for each workflow', async () => {
  const [few, many] = [await readsOfCheck(4), await readsOfCheck(10)];
  expect(few).toBeGreaterThan(4);
  expect(many - few).toBe(6);
});
