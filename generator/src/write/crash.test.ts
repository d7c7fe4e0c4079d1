/** Commits that are cut short before every step of theirs, completions of them cut short likewise, and so on: what counts is whether there was a record. */
import { array, assert, asyncProperty, constantFrom, dictionary, nat, pre } from 'fast-check';
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { commitFiles, type FileChange } from './commit-files.ts';
import { isRecordThere } from './commit-record.ts';
import { completeCommit } from './complete-commit.ts';
import { DiskRefusal } from './disk-failure.ts';
import { removeLeftovers } from './staging.ts';
import { after, before, changesIn } from './testing/example-commit.ts';
import { tempFolder, type TempFolder } from '../testing/temp-folder.ts';

type Work = (beforeStep: (step: string) => void | Promise<void>) => Promise<unknown>;

/** Does some work until before the given step, at which it stops for ever, as a killed process does: nothing is tidied up. */
async function killedBefore(step: number, work: Work): Promise<'killed' | 'ended'> {
  const { promise, resolve } = Promise.withResolvers<'killed'>();
  let steps = -1;
  const beforeStep = async (): Promise<void> => {
    steps += 1;
    if (steps < step) return;
    resolve('killed');
    await new Promise(() => {});
  };
  return await Promise.race([promise, work(beforeStep).then(() => 'ended' as const)]);
}

/** Some work cut short before its first step, before its second, and so on until it was done once. */
async function everyDeath(work: (step: number) => Promise<'killed' | 'ended'>): Promise<void> {
  for (let step = 0; (await work(step)) === 'killed'; step += 1) expect(step).toBeLessThan(200);
}

const commit =
  (folder: TempFolder, changes: readonly FileChange[], failBefore?: string): Work =>
  async (beforeStep) => {
    const options = { root: folder.path, runId: 'r', signal: new AbortController().signal };
    const step = async (name: string): Promise<void> => {
      await beforeStep(name);
      if (name === failBefore) throw new DiskRefusal(folder.path, Object.assign(new Error('broken'), { code: 'EIO' }));
    };
    await commitFiles(changes, { ...options, beforeStep: step }).catch((error: unknown) => {
      if (failBefore === undefined) throw error;
    });
  };

const complete =
  (folder: TempFolder, changes: readonly FileChange[]): Work =>
  (beforeStep) =>
    completeCommit(
      { root: folder.path, outputDirs: changes.map(({ path }) => dirname(path)), files: [join(folder.path, 'opus.lock.json')] },
      { beforeStep },
    );

const withoutOurs = (tree: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tree).filter(([name]) => !name.includes('.opus-codegen-')));

type Files = Readonly<Record<string, string>>;

function expectWhole(tree: Files, former: Files, next: Files): void {
  for (const [name, text] of Object.entries(withoutOurs(tree))) expect([former[name], next[name]]).toContain(text);
}

interface Case {
  readonly former: Files;
  readonly next: Files;
  readonly changesIn: (folder: TempFolder) => readonly FileChange[];
  readonly failBefore?: string;
}

interface Lives {
  readonly commit: 'killed' | 'ended';
  readonly completion: 'killed' | 'ended';
  readonly goal: 'former' | 'next';
}

/** A commit killed before one step, what completes it killed before another, and one more that completes it. */
async function survive(
  { former, next, changesIn: changesOf, failBefore }: Case,
  commitStep: number,
  completionStep: number,
): Promise<Lives> {
  using folder = tempFolder(former);
  const changes = changesOf(folder);
  const outcome = await killedBefore(commitStep, commit(folder, changes, failBefore));
  expectWhole(folder.tree(), former, next);
  const goal = isDecidedFor(folder, outcome, failBefore);
  const completion = await killedBefore(completionStep, complete(folder, changes));
  expectWhole(folder.tree(), former, next);
  await complete(folder, changes)(() => {});
  await removeLeftovers(
    folder.path,
    changes.map(({ path }) => dirname(path)),
  );
  expect(isRecordThere(folder.path)).toBe(false);
  const tree = goal === 'next' ? next : former;
  expect(folder.tree()).toEqual(tree);
  for (const made of foldersIn(folder)) expect(Object.keys({ ...former, ...tree }).some((name) => name.startsWith(`${made}/`))).toBe(true);
  return { commit: outcome, completion, goal };
}

/** Every death of a commit, and for each every death of what completes it. */
async function surviveEverything(one: Case): Promise<Record<string, number>> {
  const seen = { former: 0, next: 0 };
  await everyDeath(async (commitStep) => {
    let outcome: 'killed' | 'ended' = 'ended';
    await everyDeath(async (completionStep) => {
      const lives = await survive(one, commitStep, completionStep);
      outcome = lives.commit;
      seen[lives.goal] += 1;
      return lives.completion;
    });
    return outcome;
  });
  return seen;
}

function foldersIn({ path }: TempFolder): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

/** The tree that everybody is to end in: which one is decided by the record, and by nothing else. */
function isDecidedFor(folder: TempFolder, outcome: 'killed' | 'ended', failBefore: string | undefined): 'former' | 'next' {
  if (outcome === 'ended') return failBefore === undefined ? 'next' : 'former';
  return Object.keys(folder.tree()).includes('.opus-codegen-commit.json') ? 'next' : 'former';
}

test('killed before any step, and completed by commands that are killed before any step of theirs', async () => {
  const seen = await surviveEverything({ former: before, next: after, changesIn });
  // Nine steps come before the record has its name; then each death of the commit meets each of a completion.
  expect(seen).toEqual({ former: 9, next: 42 });
});

test('killed while everything is put back after a failure', async () => {
  const one = { former: before, next: after, changesIn, failBefore: 'place opus.lock.json' };
  const goals: string[] = [];
  await everyDeath(async (step) => {
    const lives = await survive(one, step, step % 5);
    goals.push(lives.goal);
    return lives.commit;
  });
  // First nothing is decided, then the new tree is, until the record of the commit gets its other name.
  expect(goals.join(' ')).toMatch(/^(former ){9}(next ){7}(former ){5}former$/);
});

const names = constantFrom('a.ts', 'b.ts', 'sub/c.ts', 'sub/deeper/d.ts', 'opus.lock.json');
const trees = dictionary(names, constantFrom('1', '2', '3'), { maxKeys: 5, noNullPrototype: true });

test('whatever the trees are', async () => {
  expect.hasAssertions();
  await assert(
    asyncProperty(trees, trees, array(nat({ max: 8 }), { minLength: 30, maxLength: 30 }), async (former, next, completionSteps) => {
      const all = [...new Set([...Object.keys(former), ...Object.keys(next)])];
      const changed = all.filter((name) => former[name] !== next[name]);
      pre(changed.length > 1);
      const changesOf = ({ path }: TempFolder): readonly FileChange[] =>
        changed.map((name) => ({ path: join(path, name), ...(name in next ? { text: next[name] } : {}) }));
      await everyDeath(async (step) => (await survive({ former, next, changesIn: changesOf }, step, completionSteps[step] ?? 0)).commit);
    }),
    { numRuns: 6 },
  );
});
