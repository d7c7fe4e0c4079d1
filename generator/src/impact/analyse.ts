import { dirname, relative } from 'node:path';
import type { ts } from 'ts-morph';
import { changedBindings } from './bindings/changed-bindings.ts';
import { byPlace, callSiteOf, projectError } from './call-site/call-site.ts';
import { explainError, explainMissing, type Explanation } from './cause/explain-error.ts';
import { checkProject, type CheckedProject, type Surroundings } from './check-project.ts';
import type { CallSite, ImpactRequest, ImpactResult, ProjectError } from './impact.ts';
import { notesAbout } from './notes.ts';
import { createDisk } from './program/disk.ts';
import { createLibFiles } from './program/lib-files.ts';
import { createOverlay, realPathOf, slashed } from './program/overlay.ts';
import { createSourceFiles } from './program/source-files.ts';
import { createBuiltSources } from './projects/built-sources.ts';
import { chooseProjects } from './projects/choose-projects.ts';
import { createProjectReader } from './projects/read-projects.ts';

const MAX_UNRELATED = 100;

const NOTHING: ImpactResult = { callSites: [], unrelatedErrorCount: 0, unrelated: [], projects: [], filesChecked: 0, notes: [] };

/** `findImpact`, with the compiler at hand. */
export function analyse({ cwd: givenCwd, tsconfigPath, overlay: files, findings }: ImpactRequest): ImpactResult {
  const disk = createDisk();
  const overlay = createOverlay(files, disk);
  // Files that only come break nothing that is there.
  if ([...overlay.changed.values()].every(({ before }) => before === undefined)) return NOTHING;

  const cwd = realPathOf(givenCwd);
  const reader = createProjectReader(cwd, disk);
  const outputDirs = new Set([...files.keys()].map((path) => dirname(realPathOf(path))));
  const { projects, notes } = chooseProjects({ cwd, tsconfigPath, outputDirs: [...outputDirs] }, reader);
  const built = createBuiltSources(projects);
  const surroundings: Surroundings = {
    overlay,
    disk,
    shop: { libs: createLibFiles(), sources: createSourceFiles(), readProject: reader.parsed, built },
    bindings: changedBindings(overlay, disk),
    generated: new Set([...files.keys()].flatMap((path) => [disk.key(slashed(path)), disk.key(slashed(realPathOf(path)))])),
  };

  const report = new Report(cwd, surroundings);
  const including: string[] = [];
  for (const project of projects) {
    const checked = checkProject(project, projects, surroundings);
    if (checked === undefined) continue;
    including.push(slashed(relative(cwd, project.configPath)));
    notes.push(...notesAbout(project, checked, surroundings.bindings, built, cwd));
    report.add(checked, findings);
  }
  if (including.length === 0) {
    const looked = projects.map(({ configPath }) => slashed(relative(cwd, configPath))).join(', ');
    notes.push(looked === '' ? 'The tsconfig includes no source file.' : `No file of these projects imports the bindings: ${looked}.`);
  }
  return { ...report.result(), projects: including, notes };
}

/** Collects what several projects say; one that is said twice counts once. */
class Report {
  readonly #callSites = new Map<string, CallSite>();
  readonly #unrelated = new Map<string, ProjectError>();
  readonly #files = new Set<string>();
  readonly #cwd: string;
  readonly #surroundings: Surroundings;

  constructor(cwd: string, surroundings: Surroundings) {
    this.#cwd = cwd;
    this.#surroundings = surroundings;
  }

  add(checked: CheckedProject, findings: ImpactRequest['findings']): void {
    const { worlds, files, affected, fresh, lasting } = checked;
    const { bindings } = this.#surroundings;
    for (const { fileName } of files) this.#files.add(fileName);
    for (const error of lasting) {
      const told = projectError(error, this.#cwd);
      this.#unrelated.set(JSON.stringify(told), told);
    }
    for (const error of fresh) {
      for (const reason of explainError(error, worlds, findings, bindings)) this.#tell(error, reason, checked);
    }
    for (const error of [...fresh, ...lasting.filter(({ file }) => affected.has(file))]) {
      for (const reason of explainMissing(error, worlds, findings, bindings)) this.#tell(error, reason, checked);
    }
  }

  result(): Pick<ImpactResult, 'callSites' | 'unrelatedErrorCount' | 'unrelated' | 'filesChecked'> {
    const unrelated = [...this.#unrelated.values()].sort(byPlace);
    return {
      callSites: [...this.#callSites.values()].sort(byPlace),
      unrelatedErrorCount: unrelated.length,
      unrelated: unrelated.slice(0, MAX_UNRELATED),
      filesChecked: this.#files.size,
    };
  }

  /** Errors at one value with one finding are one thing to repair. */
  #tell(error: ts.DiagnosticWithLocation, reason: Explanation, { worlds }: CheckedProject): void {
    const { file, start, code } = error;
    const value = (reason.next?.value ?? reason.node).getStart(file);
    const key = [file.fileName, value, reason.cause?.finding?.fingerprint ?? `${start} ${code}`].join('|');
    if (!this.#callSites.has(key)) this.#callSites.set(key, callSiteOf(error, reason, worlds, this.#surroundings.bindings, this.#cwd));
  }
}
