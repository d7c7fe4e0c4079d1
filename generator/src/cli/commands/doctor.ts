import type { Colors, Command, CommandContext, CommonOptions } from '../command.ts';
import { openProjects } from '../open-projects.ts';
import { forTerminal } from '../../reports/escape/terminal.ts';
import { readEnvFile } from '../../config/env-file.ts';
import type { Project } from '../../config/project.ts';
import { checkGit } from '../../doctor/check-git.ts';
import { checkKey } from '../../doctor/check-key.ts';
import { checkProjectFiles } from '../../doctor/check-project-files.ts';
import { checkService } from '../../doctor/check-service.ts';
import { checkTsconfig } from '../../doctor/check-tsconfig.ts';
import { checkVersions } from '../../doctor/check-versions.ts';
import { found, ok, skipped, type Finding } from '../../doctor/finding.ts';
import { packagesSeenFrom } from '../../doctor/installed-packages.ts';
import { packageManagerOf } from '../../package-manager/package-manager.ts';

export interface DoctorFlags {
  readonly offline: boolean;
}

interface Section {
  /** The config's label; empty for what concerns all. */
  readonly title: string;
  readonly findings: readonly Finding[];
}

/** `doctor`: looks at everything that has to fit together, and says of each thing that does not how to mend it. Changes nothing. */
export const doctor: Command<DoctorFlags> = async (options, context) => {
  let opened: Awaited<ReturnType<typeof openProjects>> = { projects: [] };
  const config = await found('config', async () => {
    opened = await openProjects(options, context);
    return opened.projects.map(({ label, workflows }) =>
      ok('config', `${label}: ${workflows.length} workflow${workflows.length === 1 ? '' : 's'}`),
    );
  });
  const sections: Section[] = [{ title: '', findings: [ok('node', `Node.js ${process.versions.node}`), ...config] }];
  for (const project of opened.projects)
    sections.push({ title: project.label, findings: await examined(project, opened.filter, options, context) });
  const all = sections.flatMap(({ findings }) => findings);
  return {
    text: reportText(sections, context.colors),
    saidInText: true,
    json: { checks: sections.flatMap(({ title, findings }) => findings.map((finding) => findingJson(title, finding))) },
    diagnostics: all.flatMap((finding) => (finding.state === 'problem' ? [finding.diagnostic] : [])),
  };
};

async function examined(
  project: Project,
  filter: ReadonlySet<string> | undefined,
  { offline }: DoctorFlags & CommonOptions,
  context: CommandContext,
): Promise<readonly Finding[]> {
  const { root, outputDir, serviceKeyEnv } = project;
  const [atConfig, atOutput] = [packagesSeenFrom(root), packagesSeenFrom(outputDir)];
  const packageManager = await packageManagerOf(root, context.env);
  return [
    checkKey({ name: serviceKeyEnv, environment: context.env, envFile: readEnvFile(root), isNeeded: !offline }),
    ...(offline ? [skipped('service', `${project.baseUrl} was not asked: --offline`)] : await checkService(project, filter, context)),
    ...(await checkProjectFiles(project, filter)),
    ...checkVersions({ ownVersion: context.version, atConfig, atOutput, packageManager }),
    ...(await checkTsconfig(project, atConfig.versionOf('typescript'))),
    ...(await checkGit(project)),
  ];
}

function reportText(sections: readonly Section[], colors: Colors): string {
  // One project alone needs no headings.
  const withTitles = sections.length > 2;
  return sections
    .flatMap(({ title, findings }) => [
      ...(withTitles && title !== '' ? ['', colors.bold(forTerminal(title))] : []),
      ...findings.flatMap((finding) => findingLines(finding, colors)),
    ])
    .join('\n');
}

function findingLines(finding: Finding, colors: Colors): readonly string[] {
  if (finding.state === 'ok') return [`${colors.green('✓')} ${forTerminal(finding.what)}`];
  if (finding.state !== 'problem') return [colors.dim(`- ${forTerminal(finding.what)}`)];
  const { code, severity, what, where, fix } = finding.diagnostic;
  const mark = severity === 'error' ? colors.red('✗') : colors.yellow('!');
  const place = where === undefined ? '' : colors.dim(`  ${forTerminal(where)}`);
  return [`${mark} ${colors.bold(code)} ${forTerminal(what)}${place}`, `    ${colors.dim('fix')} ${forTerminal(fix)}`];
}

function findingJson(config: string, finding: Finding): Readonly<Record<string, unknown>> {
  const { topic } = finding;
  const place = config === '' ? {} : { config };
  if (finding.state !== 'problem') return { topic, ...place, state: finding.state, what: finding.what };
  const { severity, code, what, fix } = finding.diagnostic;
  return { topic, ...place, state: severity === 'error' ? 'error' : 'warning', code, what, fix };
}
