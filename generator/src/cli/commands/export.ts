import { resolve } from 'node:path';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { disagreements, lockedWorkflow } from '../../lock/agreement.ts';
import { readLockfile } from '../../lock/read-lockfile.ts';
import { placeInside } from '../../plan/place-inside.ts';
import { writeReport } from '../../write/write-report.ts';
import type { Command } from '../command.ts';
import type { ExportFormat } from '../formats.ts';
import { openProjects } from '../open-projects.ts';
import { refuseProjectFiles } from '../report-targets.ts';
import { shownPath } from '../../paths/shown-path.ts';

export interface ExportFlags {
  readonly format: ExportFormat;
  /** Instead of stdout; relative to the working directory. */
  readonly out?: string;
}

/** `export`: the types of the workflows as a document other tools read, from the lockfile alone. The same lockfile gives the same bytes. */
export const exportSchemas: Command<ExportFlags> = async (options, context) => {
  const { format, out, cwd } = options;
  const { projects, filter } = await openProjects(options, context);
  const path = out === undefined ? undefined : resolve(cwd, out);
  if (path !== undefined) refuseProjectFiles([path], projects);
  const workflows = new Map<string, LockedWorkflow>();
  for (const project of projects) {
    const onDisk = await readLockfile(await placeInside(project.root, project.lockfilePath));
    // Half a document would be taken for the whole.
    const missing = disagreements(project, onDisk?.lockfile, filter);
    if (missing.length > 0) throw new DiagnosticError(...missing);
    for (const { key } of project.workflows) {
      const locked = lockedWorkflow(onDisk?.lockfile, key);
      if (locked === undefined || (filter !== undefined && !filter.has(key))) continue;
      if (workflows.has(key)) {
        throw new DiagnosticError(diagnose('several-configs', { what: `Two configs have a workflow "${key}".`, where: project.label }));
      }
      workflows.set(key, locked);
    }
  }
  const { openApiDocument, jsonSchemaDocument } = await import('../../types/schema-documents.ts');
  const document = (format === 'openapi' ? openApiDocument : jsonSchemaDocument)(Object.fromEntries(workflows));
  const text = JSON.stringify(document, undefined, 2);
  if (path === undefined) return { text, isDocument: true, json: {}, diagnostics: [] };
  const problem = await writeReport(path, text);
  if (problem === undefined)
    context.progress.note(`${shownPath(cwd, path)}: ${workflows.size} ${workflows.size === 1 ? 'workflow' : 'workflows'}`);
  return { text: '', json: {}, diagnostics: problem === undefined ? [] : [problem] };
};
