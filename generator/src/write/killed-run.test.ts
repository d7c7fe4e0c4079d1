import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { removeLeftovers } from './staging.ts';
import { tempFolder } from '../testing/temp-folder.ts';

const before: Readonly<Record<string, string>> = { 'opus.lock.json': 'lock 1', 'opus/gone.ts': 'gone', 'opus/old.ts': 'old' };
const after: Readonly<Record<string, string>> = { 'opus.lock.json': 'lock 2', 'opus/fresh.ts': 'fresh', 'opus/old.ts': 'new' };

/** Carries the changes out in a process of its own, which dies before the given step. */
function commitAndDie(folder: string, dyingBefore: number): NodeJS.Signals | null {
  const script = `
    import { commitFiles } from ${JSON.stringify(join(import.meta.dirname, 'commit-files.ts'))};
    let step = -1;
    await commitFiles(
      [
        { path: ${JSON.stringify(join(folder, 'opus/gone.ts'))} },
        { path: ${JSON.stringify(join(folder, 'opus/old.ts'))}, text: 'new' },
        { path: ${JSON.stringify(join(folder, 'opus/fresh.ts'))}, text: 'fresh' },
        { path: ${JSON.stringify(join(folder, 'opus.lock.json'))}, text: 'lock 2' },
      ],
      { runId: 'r' + process.pid, signal: new AbortController().signal, beforeStep: () => { step += 1; if (step === ${dyingBefore}) process.kill(process.pid, 'SIGKILL'); } },
    );`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' }).signal;
}

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])(
  'killed before step %d: every file is whole, the lockfile is the last to change, and another run completes it',
  async (step) => {
    using folder = tempFolder(before);
    expect(commitAndDie(folder.path, step)).toBe('SIGKILL');
    const left = Object.fromEntries(Object.entries(folder.tree()).filter(([name]) => !name.includes('.opus-codegen-stage-')));
    for (const [name, text] of Object.entries(left)) expect([before[name], after[name]]).toContain(text);
    expect(left['opus.lock.json']).toBe('lock 1');
    await removeLeftovers([folder.path, join(folder.path, 'opus')]);
    expect(folder.tree()).toEqual(left);
    expect(commitAndDie(folder.path, -1)).toBeNull();
    expect(folder.tree()).toEqual(after);
  },
);
