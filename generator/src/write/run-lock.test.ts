import { spawn, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { RUN_LOCK_NAME, runLockState, takeRunLock, type RunLockOptions } from './run-lock.ts';
import { tempFolder } from '../testing/temp-folder.ts';

function optionsWith(runId: string, over: Partial<RunLockOptions> = {}): RunLockOptions {
  return { runId, signal: new AbortController().signal, sleep: async () => {}, onWait: () => {}, ...over };
}

const letOthersRun = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('the lock is a file while it is held, and gone after', async () => {
  using folder = tempFolder();
  const lock = await takeRunLock(folder.path, optionsWith('one'));
  expect(JSON.parse(folder.read(RUN_LOCK_NAME))).toEqual({ runId: 'one', pid: process.pid, host: hostname() });
  await lock.release();
  expect(folder.tree()).toEqual({});
});

describe('a second run', () => {
  test('waits for the first, says so once, and goes on', async () => {
    using folder = tempFolder();
    const first = await takeRunLock(folder.path, optionsWith('one'));
    const told: number[] = [];
    let looks = 0;
    const sleep = async (): Promise<void> => {
      looks += 1;
      if (looks === 3) await first.release();
    };
    const second = await takeRunLock(folder.path, optionsWith('two', { sleep, onWait: (pid) => told.push(pid) }));
    expect(told).toEqual([process.pid]);
    expect(looks).toBe(3);
    expect(JSON.parse(folder.read(RUN_LOCK_NAME))).toMatchObject({ runId: 'two' });
    await second.release();
  });

  test('gives up with the process, and the lock stays the first one’s', async () => {
    using folder = tempFolder();
    const first = await takeRunLock(folder.path, optionsWith('one'));
    await expect(takeRunLock(folder.path, optionsWith('two', { waitTimeoutMs: 500 }))).rejects.toThrow(
      `OPUS5008 Another run (process ${process.pid}) has been at work in ${folder.path} for 1 s.`,
    );
    expect(Object.keys(folder.tree())).toEqual([RUN_LOCK_NAME]);
    await first.release();
  });

  test('ends when it is interrupted while waiting', async () => {
    using folder = tempFolder();
    const first = await takeRunLock(folder.path, optionsWith('one'));
    const interruption = new AbortController();
    const sleep = async (): Promise<void> => interruption.abort(new Error('Ctrl-C'));
    await expect(takeRunLock(folder.path, optionsWith('two', { sleep, signal: interruption.signal }))).rejects.toThrow('Ctrl-C');
    await first.release();
  });
});

describe('the lock of a killed run', () => {
  const killed = { runId: 'killed', pid: spawnSync(process.execPath, ['-e', '']).pid, host: hostname() };

  test('is taken over at once', async () => {
    using folder = tempFolder({ [RUN_LOCK_NAME]: JSON.stringify(killed) });
    const lock = await takeRunLock(folder.path, optionsWith('two', { sleep: async () => expect.fail('waited') }));
    expect(JSON.parse(folder.read(RUN_LOCK_NAME))).toMatchObject({ runId: 'two' });
    await lock.release();
    expect(folder.tree()).toEqual({});
  });

  test('is taken over though its process had our number, as in a container that is started again', async () => {
    using folder = tempFolder({ [RUN_LOCK_NAME]: JSON.stringify({ ...killed, pid: process.pid }) });
    const lock = await takeRunLock(folder.path, optionsWith('two', { sleep: async () => expect.fail('waited') }));
    await lock.release();
    expect(folder.tree()).toEqual({});
  });

  test.skipIf(process.platform !== 'linux')('of a process that nobody has buried is taken over, too', async () => {
    using folder = tempFolder();
    await withDefunctProcess(async (pid) => {
      folder.write({ [RUN_LOCK_NAME]: JSON.stringify({ runId: 'one', pid, host: hostname() }) });
      expect(await runLockState(folder.path)).toBe('dead');
    });
  });

  test('is taken over by one of many, the others wait', async () => {
    using folder = tempFolder({ [RUN_LOCK_NAME]: JSON.stringify(killed) });
    let holding = 0;
    await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const lock = await takeRunLock(folder.path, optionsWith(`run-${index}`, { sleep: letOthersRun, waitTimeoutMs: 10_000_000 }));
        holding += 1;
        expect(holding).toBe(1);
        await letOthersRun();
        holding -= 1;
        await lock.release();
      }),
    );
    expect(folder.tree()).toEqual({});
  });

  test('that somebody else took over in the meantime stays with them', async () => {
    using folder = tempFolder({ [RUN_LOCK_NAME]: JSON.stringify(killed) });
    const quicker = JSON.stringify({ runId: 'quicker', pid: process.ppid, host: hostname() });
    const isAlive = (pid: number): boolean => {
      if (pid === process.ppid) return true;
      folder.write({ [RUN_LOCK_NAME]: quicker });
      return false;
    };
    await expect(takeRunLock(folder.path, optionsWith('two', { isAlive, waitTimeoutMs: 200 }))).rejects.toThrow('OPUS5008');
    expect(folder.tree()).toEqual({ [RUN_LOCK_NAME]: quicker });
  });

  test('on another machine, or one that says nothing, is waited for', async () => {
    for (const holder of [JSON.stringify({ ...killed, host: 'elsewhere' }), '', '{}']) {
      using folder = tempFolder({ [RUN_LOCK_NAME]: holder });
      await expect(takeRunLock(folder.path, optionsWith('two', { waitTimeoutMs: 200 }))).rejects.toThrow('OPUS5008');
      expect(folder.read(RUN_LOCK_NAME)).toBe(holder);
    }
  });
});

test('a lock that was taken over is not removed by the run that lost it', async () => {
  using folder = tempFolder();
  const lock = await takeRunLock(folder.path, optionsWith('one'));
  folder.write({ [RUN_LOCK_NAME]: JSON.stringify({ runId: 'other', pid: 1, host: 'x' }) });
  await lock.release();
  expect(Object.keys(folder.tree())).toEqual([RUN_LOCK_NAME]);
});

test.each<[string, string | undefined, 'free' | 'dead' | 'held']>([
  ['nobody', undefined, 'free'],
  ['a process that is gone', JSON.stringify({ runId: 'r', pid: 4_194_305, host: hostname() }), 'dead'],
  ['a process that is there', JSON.stringify({ runId: 'r', pid: process.ppid, host: hostname() }), 'held'],
  ['a former process with our number', JSON.stringify({ runId: 'r', pid: process.pid, host: hostname() }), 'dead'],
  ['another machine', JSON.stringify({ runId: 'r', pid: 4_194_305, host: 'elsewhere' }), 'held'],
  ['somebody who does not say', '', 'held'],
])('the lock of %s', async (_, text, state) => {
  using folder = tempFolder(text === undefined ? {} : { [RUN_LOCK_NAME]: text });
  expect(await runLockState(folder.path)).toBe(state);
});

/** A process that has ended while its parent, which never asks for that, lives on. */
async function withDefunctProcess(act: (pid: number) => Promise<void>): Promise<void> {
  const parent = spawn('sh', ['-c', 'cat <&3 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore', 'pipe'] });
  try {
    const pid = await new Promise<string>((resolve) => parent.stdout?.once('data', (data: Buffer) => resolve(data.toString().trim())));
    // A shell would still bury its child.
    await until(`/proc/${parent.pid}/comm`, (name) => name === 'sleep\n');
    parent.stdio[3]?.destroy();
    await until(`/proc/${pid}/stat`, (stat) => stat.includes(') Z '));
    await act(Number(pid));
  } finally {
    parent.kill('SIGKILL');
  }
}

async function until(file: string, holds: (text: string) => boolean): Promise<void> {
  while (!holds(await readFile(file, 'utf8'))) await new Promise((resolve) => setImmediate(resolve));
}
