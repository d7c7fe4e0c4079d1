import { dirname, relative } from 'node:path';
import { ts } from 'ts-morph';
import { changedBindings, type ChangedBindings } from './bindings/changed-bindings.ts';
import { expressionText } from './call-site/expression-text.ts';
import { sourceLine, sourcePlace } from './call-site/source-place.ts';
import { complaint } from './call-site/summary.ts';
import { explainError, type Explanation, type Worlds } from './cause/explain-error.ts';
import { compareErrors } from './errors/error-identity.ts';
import type { CallSite, ImpactRequest, ImpactResult, ProjectError } from './impact.ts';
import { affectedFiles } from './program/affected-files.ts';
import type { Workshop } from './program/compiler-host.ts';
import { createDisk, type Disk } from './program/disk.ts';
import { createLibFiles } from './program/lib-files.ts';
import { createOverlay, realPathOf, slashed, type Overlay } from './program/overlay.ts';
import { createSourceFiles } from './program/source-files.ts';
import { createWorld } from './program/worlds.ts';
import { chooseProjects } from './projects/choose-projects.ts';
import { createProjectReader, type TypeScriptProject } from './projects/read-projects.ts';

const MAX_UNRELATED = 100;

/** `findImpact`, with the compiler at hand. */
export function analyse(request: ImpactRequest): ImpactResult {
  const cwd = realPathOf(request.cwd);
  const disk = createDisk();
  const overlay = createOverlay(request.overlay, disk);
  const [anyFile] = request.overlay.keys();
  const reader = createProjectReader(cwd, disk);
  const outputDir = anyFile === undefined ? undefined : dirname(realPathOf(anyFile));
  const { projects, notes } = chooseProjects({ cwd, tsconfigPath: request.tsconfigPath, outputDir }, reader);
  const shop: Workshop = { libs: createLibFiles(), sources: createSourceFiles(), readProject: reader.parsed };
  const bindings = changedBindings(overlay, disk);

  const callSites = new Map<string, CallSite>();
  const unrelated = new Map<string, ProjectError>();
  const filesChecked = new Set<string>();
  const including: string[] = [];
  for (const project of projects) {
    const found = checkProject(project, projects, { overlay, disk, shop, bindings });
    if (found === undefined) continue;
    including.push(slashed(relative(cwd, project.configPath)));
    for (const name of found.files) filesChecked.add(name);
    for (const error of found.lasting) {
      const told = projectError(error, cwd);
      unrelated.set(JSON.stringify(told), told);
    }
    for (const error of found.fresh) {
      for (const explanation of explainError(error, found.worlds, request.findings, bindings)) {
        const site = callSite(error, explanation, found.worlds, bindings, cwd);
        callSites.set([site.file, site.line, site.column, site.diagnosticCode, site.findingFingerprint ?? ''].join('|'), site);
      }
    }
  }
  return {
    callSites: [...callSites.values()].sort(byPlace),
    unrelatedErrorCount: unrelated.size,
    unrelated: [...unrelated.values()].sort(byPlace).slice(0, MAX_UNRELATED),
    projects: including,
    filesChecked: filesChecked.size,
    notes,
  };
}

interface Surroundings {
  readonly overlay: Overlay;
  readonly disk: Disk;
  readonly shop: Workshop;
  readonly bindings: ChangedBindings;
}

interface CheckedProject {
  readonly worlds: Worlds;
  readonly files: readonly string[];
  readonly fresh: readonly ts.DiagnosticWithLocation[];
  readonly lasting: readonly ts.DiagnosticWithLocation[];
}

/** `undefined`: none of the changed files is part of the project. */
function checkProject(project: TypeScriptProject, all: readonly TypeScriptProject[], { overlay, disk, shop, bindings }: Surroundings): CheckedProject | undefined {
  const own = new Set(project.fileNames.map(disk.key));
  const others = all.filter((other) => other !== project && !other.fileNames.some((name) => own.has(disk.key(name))));
  const references = others.map(({ configPath }) => configPath);
  const before = createWorld('before', project, references, overlay, disk, shop);
  if (!before.program.getSourceFiles().some(bindings.has)) return undefined;
  const after = createWorld('after', project, references, overlay, disk, shop);
  const elsewhere = new Set(others.flatMap(({ fileNames }) => fileNames.map(disk.key)));
  const isOwn = (file: ts.SourceFile): boolean =>
    !file.isDeclarationFile && !after.program.isSourceFileFromExternalLibrary(file) && !elsewhere.has(disk.key(file.fileName)) && !bindings.has(file);
  const files = after.program.getSourceFiles().filter(isOwn);
  const affected = affectedFiles(before, bindings.has);
  const fresh: ts.DiagnosticWithLocation[] = [];
  const lasting: ts.DiagnosticWithLocation[] = [];
  for (const file of files) {
    const errors = errorsOf(after.program, file);
    if (errors.length === 0) continue;
    const known = affected.has(file) ? errorsOf(before.program, file) : errors;
    const compared = compareErrors(known, errors);
    fresh.push(...compared.fresh.filter(hasPlace));
    lasting.push(...compared.lasting.filter(hasPlace));
  }
  return { worlds: { before, after }, files: files.map(({ fileName }) => fileName), fresh, lasting };
}

function errorsOf(program: ts.Program, file: ts.SourceFile): readonly ts.Diagnostic[] {
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
  return found.filter(({ category }) => category === ts.DiagnosticCategory.Error);
}

function hasPlace(diagnostic: ts.Diagnostic): diagnostic is ts.DiagnosticWithLocation {
  return diagnostic.file !== undefined && diagnostic.start !== undefined && diagnostic.length !== undefined;
}

function callSite(error: ts.DiagnosticWithLocation, { node, cause, mention }: Explanation, { before }: Worlds, bindings: ChangedBindings, cwd: string): CallSite {
  const { file, start } = error;
  return {
    ...(cause === undefined ? {} : { workflowKey: cause.workflowKey }),
    ...projectError(error, cwd),
    text: sourceLine(file, start),
    summary: `${expressionText(node, before.checker, bindings)} ${complaint(cause?.finding, mention)}`,
    ...(cause?.finding === undefined ? {} : { rule: cause.finding.rule, findingFingerprint: cause.finding.fingerprint }),
  };
}

function projectError({ file, start, code, messageText }: ts.DiagnosticWithLocation, cwd: string): ProjectError {
  return { ...sourcePlace(file, start, cwd), diagnosticCode: code, message: ts.flattenDiagnosticMessageText(messageText, '\n') };
}

function byPlace(a: ProjectError, b: ProjectError): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
