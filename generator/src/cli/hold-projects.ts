import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { CommandContext } from './command.ts';
import { forTerminal } from '../reports/escape/terminal.ts';
import { acceptancesPath } from '../acceptances/read-acceptances.ts';
import type { Project } from '../config/project.ts';
import { SETUP_FILES } from '../init/setup-files.ts';
import { placeInside } from '../plan/place-inside.ts';
import { settleFormerRun, settleUnderLock, type FormerRunOptions } from '../write/former-run.ts';
import type { OwnPlaces } from '../write/parse-record.ts';
import { takeRunLock } from '../write/run-lock.ts';

/** Before anything of these projects is read: what a killed run left there is made good. Tells whether files changed by that, the config maybe. */
export async function settleFormerRuns(projects: readonly Project[], context: CommandContext): Promise<boolean> {
  let isChanged = false;
  for (const [root, inRoot] of byRoot(projects)) {
    const options = optionsFor(inRoot, context);
    const onCompleted = (completed: Parameters<typeof options.onCompleted>[0]): void => {
      isChanged = true;
      options.onCompleted(completed);
    };
    await settleFormerRun(root, { ...options, onCompleted });
  }
  return isChanged;
}

/** Does some work while no other run can write in these projects. */
export async function whileHolding<T>(projects: readonly Project[], context: CommandContext, work: () => Promise<T>): Promise<T> {
  const locks = [];
  try {
    for (const [root, inRoot] of byRoot(projects)) {
      const options = optionsFor(inRoot, context);
      locks.push(await takeRunLock(root, options));
      await settleUnderLock(options);
    }
    return await work();
  } finally {
    for (const lock of locks) await lock.release();
  }
}

/** Sorted, so that two runs over several projects do not hold what the other waits for. */
function byRoot(projects: readonly Project[]): readonly (readonly [string, readonly Project[]])[] {
  const roots = new Map<string, Project[]>();
  for (const project of projects) roots.set(project.root, [...(roots.get(project.root) ?? []), project]);
  return [...roots].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function optionsFor(projects: readonly Project[], { progress, signal, sleep, runId }: CommandContext): FormerRunOptions {
  return {
    signal,
    sleep,
    runId,
    // A killed run may have been at work on others than those that are chosen now.
    places: () => ownPlaces(projects.flatMap((project) => [project, ...(project.neighbours ?? [])])),
    onWait: (pid) => progress.note(`Waiting for another run (process ${pid}) to end`),
    onCompleted: ({ tree, fileCount }) => {
      const did = tree === 'next' ? 'completed what it was writing' : 'put back what it was taking back';
      const labels = projects.map(({ label }) => forTerminal(label)).join(', ');
      progress.note(`${labels}: a run was killed here; ${did} (${fileCount} ${fileCount === 1 ? 'file' : 'files'})`);
    },
  };
}

/** All that projects of one root write, links followed. */
async function ownPlaces(projects: readonly Project[]): Promise<OwnPlaces> {
  const root = projects[0]?.root ?? '';
  const placesOf = async (paths: readonly string[]): Promise<readonly string[]> => {
    const places = [];
    for (const path of paths) places.push(await placeInside(root, path));
    return places;
  };
  return {
    root: await realpath(root),
    outputDirs: await placesOf(projects.map(({ outputDir }) => outputDir)),
    files: [
      ...(await placesOf(projects.map(({ lockfilePath }) => lockfilePath))),
      ...(await seldomPlaces(root, [
        ...projects.flatMap((project) => [acceptancesPath(project), project.configPath]),
        ...SETUP_FILES.map((name) => join(root, name)),
      ])),
    ],
  };
}

/** What only some commands write. A link that leads one of them elsewhere is no matter of the others. */
async function seldomPlaces(root: string, paths: readonly string[]): Promise<readonly string[]> {
  return (await Promise.all(paths.map((path) => placeInside(root, path).catch(() => [])))).flat();
}
