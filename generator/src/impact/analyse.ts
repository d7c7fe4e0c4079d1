import { dirname, relative } from 'node:path';
import { changedBindings } from './bindings/changed-bindings.ts';
import { checkProject, type Surroundings } from './check-project.ts';
import type { ImpactRequest, ImpactResult } from './impact.ts';
import { notesAbout, notesAboutAbsent } from './notes.ts';
import { createDisk } from './program/disk.ts';
import { createLibFiles } from './program/lib-files.ts';
import { createOverlay, realPathOf, slashed } from './program/overlay.ts';
import { createSourceFiles } from './program/source-files.ts';
import { createBuiltSources } from './projects/built-sources.ts';
import { chooseProjects } from './projects/choose-projects.ts';
import { createProjectReader } from './projects/read-projects.ts';
import { createReport } from './report.ts';

const NOTHING: ImpactResult = { callSites: [], unrelatedErrorCount: 0, unrelated: [], projects: [], filesChecked: 0, notes: [] };

/** `findImpact`, with the compiler at hand. */
export function analyse({ cwd: givenCwd, tsconfigPath, overlay: files, findings }: ImpactRequest): ImpactResult {
  const disk = createDisk();
  const overlay = createOverlay(files, disk);
  const cwd = realPathOf(givenCwd);
  const absent = notesAboutAbsent(overlay, findings, cwd);
  // Files that only come break nothing that is there.
  if ([...overlay.changed.values()].every(({ before }) => before === undefined)) return { ...NOTHING, notes: absent };

  const reader = createProjectReader(cwd, disk);
  const outputDirs = new Set([...files.keys()].map((path) => dirname(realPathOf(path))));
  const { projects, notes } = chooseProjects({ cwd, tsconfigPath, outputDirs: [...outputDirs] }, reader);
  notes.push(...absent);
  const built = createBuiltSources(projects);
  const surroundings: Surroundings = {
    overlay,
    disk,
    shop: { libs: createLibFiles(), sources: createSourceFiles(), readProject: reader.parsed, built },
    bindings: changedBindings(overlay, disk),
    generated: new Set([...files.keys()].flatMap((path) => [disk.key(slashed(path)), disk.key(slashed(realPathOf(path)))])),
  };

  const report = createReport(cwd, findings, surroundings.bindings);
  const including: string[] = [];
  for (const project of projects) {
    const checked = checkProject(project, projects, surroundings);
    if (checked === undefined) continue;
    including.push(slashed(relative(cwd, project.configPath)));
    notes.push(...notesAbout(project, checked, surroundings.bindings, built, cwd));
    report.add(checked);
  }
  if (including.length === 0) {
    const looked = projects.map(({ configPath }) => slashed(relative(cwd, configPath))).join(', ');
    notes.push(looked === '' ? 'The tsconfig includes no source file.' : `No file of these projects imports the bindings: ${looked}.`);
  }
  return { ...report.result(), projects: including, notes };
}
