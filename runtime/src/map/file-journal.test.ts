import { spawn, spawnSync } from 'node:child_process';
import { appendFile, mkdtemp, open, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { JournalError } from '../errors/index.ts';
import { fileJournal } from './file-journal.ts';
import { memoryJournal, type Journal, type JournalEntry } from './journal.ts';

const HEADER = '{"journal":"opus-codegen","version":1}\n';
const prepared: JournalEntry = { key: 'a', state: 'prepared', inputDigest: 'd1' };
const executed: JournalEntry = { key: 'a', state: 'executed', inputDigest: 'd1', jobExecutionId: '2514' };
const other: JournalEntry = { key: 'b', state: 'done', inputDigest: 'd2', jobExecutionId: '2515' };

let folder = '';
let path = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'opus-journal-'));
  path = join(folder, 'runs.jsonl');
});
afterEach(() => rm(folder, { recursive: true }));

/** Opens, does, closes: what one `map` does with a journal. */
async function using<T>(journal: Journal, act: () => Promise<T>): Promise<T> {
  await journal.open?.();
  try {
    return await act();
  } finally {
    await journal.close?.();
  }
}

const loadAll = (journal: Journal): Promise<unknown> => using(journal, async () => [await journal.load('a'), await journal.load('b')]);

async function failureOf(promise: Promise<unknown>): Promise<JournalError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof JournalError) return error;
  throw error ?? new Error('did not fail');
}

describe.each([
  ['a journal in memory', () => memoryJournal()],
  ['a journal in a file', () => fileJournal(path)],
])('%s', (_what, make) => {
  test('gives back what was last saved under a key', async () => {
    const journal = make();
    await using(journal, async () => {
      expect(await journal.load('a')).toBeUndefined();
      await journal.save(prepared);
      await journal.save(other);
      await journal.save(executed);
      expect(await journal.load('a')).toEqual(executed);
    });
    expect(await loadAll(journal)).toEqual([executed, other]);
  });

  test('takes any key', async () => {
    const journal = make();
    const odd = ['', '__proto__', 'line\nbreak', '"', '\u2028', 'x'.repeat(10_000)];
    await using(journal, () => Promise.all(odd.map((key) => journal.save({ ...prepared, key }))));
    await using(journal, async () => {
      for (const key of odd) expect(await journal.load(key)).toEqual({ ...prepared, key });
      expect(await journal.load('constructor')).toBeUndefined();
    });
  });
});

describe('the file', () => {
  test('has a line for each step, and is read again by the next process', async () => {
    const journal = fileJournal(path);
    await using(journal, async () => {
      await journal.save(prepared);
      await journal.save(executed);
    });
    expect(await readFile(path, 'utf8')).toBe(`${HEADER}${JSON.stringify(prepared)}\n${JSON.stringify(executed)}\n`);
    expect(await loadAll(fileJournal(path))).toEqual([executed, undefined]);
  });

  test('holds each entry before save resolves, however many are saved at once', async () => {
    const journal = fileJournal(path);
    await using(journal, async () => {
      await Promise.all(
        Array.from({ length: 200 }, async (_, index) => {
          await journal.save({ ...prepared, key: `k${index}` });
          expect(await readFile(path, 'utf8')).toContain(`"k${index}"`);
        }),
      );
    });
    expect((await readFile(path, 'utf8')).split('\n')).toHaveLength(202);
  });

  test('loses nothing but a last line that was torn by a crash', async () => {
    await writeFile(path, `${HEADER}${JSON.stringify(executed)}\n{"key":"b","state":"exe`);
    const journal = fileJournal(path);
    await using(journal, async () => {
      expect([await journal.load('a'), await journal.load('b')]).toEqual([executed, undefined]);
      await journal.save(other);
    });
    expect(await readFile(path, 'utf8')).toBe(`${HEADER}${JSON.stringify(executed)}\n${JSON.stringify(other)}\n`);
  });

  test('torn in the middle of a character, or in its first line, is no obstacle', async () => {
    await writeFile(path, Buffer.concat([Buffer.from(`${HEADER}${JSON.stringify(executed)}\n{"key":"`), Buffer.from([0xe2, 0x82])]));
    expect(await loadAll(fileJournal(path))).toEqual([executed, undefined]);
    await writeFile(path, HEADER.slice(0, 10));
    expect(await loadAll(fileJournal(path))).toEqual([undefined, undefined]);
    expect(await readFile(path, 'utf8')).toBe(HEADER);
  });

  test.each([
    ['no JSON', '{"key":"a"'],
    ['an unknown state', '{"key":"a","state":"paused","inputDigest":"d"}'],
    ['no job id', '{"key":"a","state":"executed","inputDigest":"d"}'],
    ['null', 'null'],
  ])('with %s in the middle is refused and left as it is', async (_what, line) => {
    const text = `${HEADER}${line}\n${JSON.stringify(executed)}\n{"torn`;
    await writeFile(path, text);
    const error = await failureOf(loadAll(fileJournal(path)));
    expect(error).toMatchObject({ code: 'JOURNAL_FAILED', message: `The journal ${path} is damaged in line 2. It was left as it is.` });
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['runs.jsonl']);
  });

  test.each(['invoice,total\n1,2\n', 'no line end', '{"journal":"opus-codegen","version":2}\n'])(
    'that is something else (%j) is refused and left as it is',
    async (text) => {
      await writeFile(path, text);
      expect((await failureOf(loadAll(fileJournal(path)))).message).toContain('is no journal of this package');
      expect(await readFile(path, 'utf8')).toBe(text);
    },
  );

  test('of a hundred thousand runs is read in well under its time', async () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => JSON.stringify({ ...executed, key: `k${index}` }));
    await writeFile(path, `${HEADER}${lines.join('\n')}\n`);
    const journal = fileJournal(path);
    expect(await using(journal, () => journal.load('k99999'))).toEqual({ ...executed, key: 'k99999' });
  });

  test('that cannot be made says so', async () => {
    expect((await failureOf(loadAll(fileJournal(join(folder, 'no', 'such', 'folder.jsonl'))))).message).toContain('(ENOENT)');
    expect((await failureOf(loadAll(fileJournal(folder)))).message).toContain('(EISDIR)');
  });
});

const lockOf = (holder: object): Promise<void> => writeFile(`${path}.lock`, JSON.stringify(holder));
const deadProcess = (): number => spawnSync(process.execPath, ['-e', '']).pid;

describe('the lock', () => {
  test('stands beside the file while it is open, and only then', async () => {
    const journal = fileJournal(path);
    await using(journal, async () => expect(await readdir(folder)).toEqual(['runs.jsonl', 'runs.jsonl.lock']));
    expect(await readdir(folder)).toEqual(['runs.jsonl']);
  });

  test('is shared by two maps over one journal, until the last one ends', async () => {
    const journal = fileJournal(path);
    await using(journal, async () => {
      await using(journal, () => journal.save(prepared));
      await journal.save(executed);
    });
    expect(await loadAll(journal)).toEqual([executed, undefined]);
  });

  test('refuses a second journal over the same file in this process', async () => {
    await using(fileJournal(path), async () => {
      expect((await failureOf(loadAll(fileJournal(path)))).message).toBe(`The journal ${path} is in use by this process.`);
    });
  });

  test('refuses while another process lives, or may live on another machine', async () => {
    await lockOf({ pid: process.ppid, host: hostname(), token: 't' });
    expect(await failureOf(loadAll(fileJournal(path)))).toMatchObject({
      code: 'JOURNAL_FAILED',
      message: `The journal ${path} is in use by process ${process.ppid}.`,
      hint: `Wait for it to end, or use another file. If nothing of that kind runs, delete ${path}.lock.`,
    });
    await lockOf({ pid: deadProcess(), host: 'elsewhere', token: 't' });
    expect((await failureOf(loadAll(fileJournal(path)))).message).toContain('on elsewhere');
  });

  test('is taken over from a process that died, and from an earlier one of the same number', async () => {
    for (const pid of [deadProcess(), process.pid]) {
      await lockOf({ pid, host: hostname(), token: 't' });
      expect(await loadAll(fileJournal(path))).toEqual([undefined, undefined]);
      expect(await readdir(folder)).toEqual(['runs.jsonl']);
    }
  });

  test('is not taken over from another thread of this process, or another copy of this package', async () => {
    const startedAtMs = Date.now() - process.uptime() * 1_000;
    await lockOf({ pid: process.pid, host: hostname(), token: 't', startedAtMs });
    expect((await failureOf(loadAll(fileJournal(path)))).message).toBe(`The journal ${path} is in use by this process.`);
    await lockOf({ pid: process.pid, host: hostname(), token: 't', startedAtMs: startedAtMs - 60_000 });
    expect(await loadAll(fileJournal(path))).toEqual([undefined, undefined]);
  });

  test('goes to one of those who ask at once', async () => {
    const opened: Journal[] = [fileJournal(path), fileJournal(path), fileJournal(path)];
    const ends = await Promise.allSettled(opened.map(async (journal) => journal.open?.()));
    expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected', 'rejected']);
    for (const [index, { status }] of ends.entries()) if (status === 'fulfilled') await opened[index]?.close?.();
    expect(await readdir(folder)).toEqual(['runs.jsonl']);
  });

  test.skipIf(process.platform !== 'linux')('is taken over from a process that was killed and that nobody has buried', async () => {
    await withDefunctProcess(async (pid) => {
      await lockOf({ pid, host: hostname(), token: 't' });
      expect(await loadAll(fileJournal(path))).toEqual([undefined, undefined]);
    });
  });

  test('half made is respected for ten seconds', async () => {
    await writeFile(`${path}.lock`, '');
    expect((await failureOf(loadAll(fileJournal(path)))).message).toContain('in use by another process');
    await utimes(`${path}.lock`, new Date(0), new Date(0));
    expect(await loadAll(fileJournal(path))).toEqual([undefined, undefined]);
  });

  test('is not left behind by a disk without room for it', async () => {
    const probe = await open(join(folder, 'probe'), 'w');
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
    vi.spyOn(Object.getPrototypeOf(probe), 'writeFile').mockRejectedValueOnce(full);
    await probe.close();
    expect((await failureOf(loadAll(fileJournal(path)))).message).toBe(`The journal ${path} cannot be read or written (ENOSPC).`);
    expect(await readdir(folder)).toEqual(['probe']);
  });

  test('does not outlive a failed opening', async () => {
    await writeFile(path, 'something else\n');
    const journal = fileJournal(path);
    await failureOf(loadAll(journal));
    await rm(path);
    await appendFile(path, HEADER);
    expect(await loadAll(journal)).toEqual([undefined, undefined]);
  });
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
