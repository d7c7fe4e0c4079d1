import { checkJson } from '../../check/check-json.ts';
import { checkProject, type CheckReport, type Remote } from '../../check/check-project.ts';
import { checkText } from '../../check/check-text.ts';
import type { FailOn } from '../../config/define-config.ts';
import type { Command } from '../command.ts';
import { openProjects } from '../open-projects.ts';

export interface CheckFlags {
  readonly remote: Remote;
  readonly failOn?: FailOn;
}

/** `check`: whether config, lockfile and files agree, and whether the service still says what the lockfile says. Writes nothing. */
export const check: Command<CheckFlags> = async ({ remote, failOn, ...options }, context) => {
  const { projects, filter } = await openProjects(options, context);
  const reports: CheckReport[] = [];
  for (const project of projects) reports.push(await checkProject(project, { remote, failOn, filter }, context));
  return {
    text: checkText(reports, context.colors),
    json: { remote, ...checkJson(reports) },
    diagnostics: reports.flatMap(({ offline, unanswered }) => [...offline, ...unanswered]),
    saidInText: true,
    exitReasons: reports.flatMap(({ exitReasons }) => exitReasons),
  };
};
