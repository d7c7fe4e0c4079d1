import type { Command } from '../command.ts';
import { openProjects } from '../open-projects.ts';
import { renderDiagnostics } from '../render-diagnostics.ts';
import { checkFiles } from '../../check/check-files.ts';
import type { FailOn } from '../../config/define-config.ts';
import { readLockfile } from '../../lock/read-lockfile.ts';
import { placeInside } from '../../plan/place-inside.ts';

export type Remote = 'required' | 'auto' | 'off';

export interface CheckFlags {
  readonly remote: Remote;
  readonly failOn?: FailOn;
}

/** `check`: whether config, lockfile and files agree, and whether the service still says what the lockfile says. Writes nothing. */
export const check: Command<CheckFlags> = async (options, context) => {
  const { projects, filter } = await openProjects(options, context);
  const checked = [];
  for (const project of projects) {
    const before = await readLockfile(await placeInside(project.root, project.lockfilePath));
    checked.push({ project, diagnostics: await checkFiles(project, before?.lockfile, filter) });
  }
  const diagnostics = checked.flatMap((one) => one.diagnostics);
  return {
    text: diagnostics.length === 0 ? 'Config, lockfile and generated files agree.' : renderDiagnostics(diagnostics, context.colors),
    json: {
      remote: options.remote,
      projects: checked.map(({ project, diagnostics: found }) => ({ config: project.label, upToDate: found.length === 0 })),
    },
    diagnostics,
    saidInText: true,
  };
};
