import { resolve } from 'node:path';
import { CHECK_FORMATS } from './formats.ts';
import { closest } from '../config/closest.ts';
import type { Project } from '../config/project.ts';
import { diagnose, type Diagnostic, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { projectFilesAmong } from '../paths/project-files.ts';
import type { ReportFormat } from '../reports/render-report.ts';

/** A report somebody asked for with `--report sarif=drift.sarif`. */
export interface ReportTarget {
  readonly format: ReportFormat;
  /** Absolute. */
  readonly path: string;
}

/**
 * Reads what `--report` was given, all of it at once. Pure.
 *
 * @throws {DiagnosticError} with everything that cannot be used.
 */
export function reportTargets(values: readonly string[], cwd: string): readonly ReportTarget[] {
  const problems: Diagnostic[] = [];
  const refuse = (what: string, fix: string): void => void problems.push(diagnose('report-target', { what, fix }));
  const targets = new Map<string, ReportTarget>();
  for (const value of values) {
    const [, name = '', path = ''] = /^([^=]*)=?(.*)$/s.exec(value) ?? [];
    const format = CHECK_FORMATS.find((known) => known === name);
    if (format === undefined) {
      const meant = closest(name, CHECK_FORMATS);
      refuse(
        `--report ${value}: there is no format "${name}".`,
        meant === undefined ? `Formats: ${CHECK_FORMATS.join(', ')}.` : `Did you mean --report ${meant}=${path === '' ? '<file>' : path}?`,
      );
    } else if (path === '') {
      refuse(`--report ${value}: the file is missing.`, `Write --report ${name}=<file>.`);
    } else if (path === '-') {
      refuse(
        `--report ${value}: stdout is taken by what --format prints.`,
        `Write --format ${name} for stdout, and --report for files beside it.`,
      );
    } else {
      const absolute = resolve(cwd, path);
      if (targets.has(absolute)) refuse(`--report ${value}: ${path} was named twice.`, 'Give each report a file of its own.');
      targets.set(absolute, { format, path: absolute });
    }
  }
  if (problems.length > 0) throw new DiagnosticError(...problems);
  return [...targets.values()];
}

/**
 * A report must not overwrite what a project lives on.
 *
 * @throws {DiagnosticError} when one would.
 */
export function refuseProjectFiles(paths: readonly string[], projects: readonly Project[]): void {
  const problems = projectFilesAmong(paths, projects).map((path) =>
    diagnose('report-target', {
      what: `${path} belongs to the project itself.`,
      where: path,
      why: 'A document is never written over what the project lives on. Nothing was asked and nothing was written.',
      fix: 'Name another file.',
    }),
  );
  if (problems.length > 0) throw new DiagnosticError(...problems);
}
