import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { runInTurn, type Contender } from '../harness/paired-runs.ts';
import { atMost, processTable } from '../harness/process-table.ts';
import type { Suite } from '../harness/suite.ts';
import { createProject, type WorkloadProject } from '../setup/project.ts';

const COUNT = 1_000;
const COLD = 'cold';

/** What a run costs that finds everything as it should be. */
export const noop: Suite = {
  name: 'noop',
  title: 'Nothing changed, 1,000 workflows',
  async run(bench) {
    const project = createProject(await bench.setup.ours(), COUNT);
    const nothing = 'nothing changed';
    const comparison = await runInTurn(nothing, [coldRun(project), rerun(nothing, project, { before: 0, after: 0, written: 0 })], bench);
    return {
      verdicts: [atMost('nothing changed, wall: to a cold run; no file written', 0.25, comparison.ratio(nothing, COLD, 'wallMs'))],
      tables: [processTable('`generate --frozen`', comparison)],
      notes: [],
    };
  },
};

/** What a run costs after somebody edited one workflow. */
export const changed: Suite = {
  name: 'changed',
  title: 'One of 1,000 workflows changed',
  async run(bench) {
    const project = createProject(await bench.setup.ours(), COUNT);
    const one = 'one changed';
    const comparison = await runInTurn(one, [coldRun(project), rerun(one, project, { before: 0, after: 1, written: 1 })], bench);
    return {
      verdicts: [atMost('one changed, wall: to a cold run; one file written', 0.35, comparison.ratio(one, COLD, 'wallMs'))],
      tables: [processTable('`generate --frozen`', comparison)],
      notes: [],
    };
  },
};

function coldRun(project: WorkloadProject): Contender {
  return {
    name: COLD,
    command: project.command('generate', '--frozen', '--quiet'),
    prepare() {
      project.lock(0);
      project.removeOutput();
    },
  };
}

interface Change {
  /** How many workflows have changed when the files were made, and when they are made again. */
  readonly before: number;
  readonly after: number;
  readonly written: number;
}

function rerun(name: string, project: WorkloadProject, { before, after, written }: Change): Contender {
  let modified: ReadonlyMap<string, number> = new Map();
  return {
    name,
    command: project.command('generate', '--frozen', '--quiet'),
    prepare() {
      project.lock(before);
      project.generate();
      project.lock(after);
      modified = modifiedIn(project.outputFolder);
    },
    verify() {
      const changedCount = [...modifiedIn(project.outputFolder)].filter(([file, timeMs]) => modified.get(file) !== timeMs).length;
      if (changedCount !== written) throw new Error(`${name}: ${changedCount} files were written instead of ${written}`);
    },
  };
}

function modifiedIn(folder: string): ReadonlyMap<string, number> {
  return new Map(readdirSync(folder).map((file) => [file, statSync(join(folder, file)).mtimeMs]));
}
