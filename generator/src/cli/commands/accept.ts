import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { acceptFindings, termsProblems, type AcceptableFinding, type AcceptanceTerms } from '../../acceptances/accept-findings.ts';
import { printAcceptances } from '../../acceptances/acceptances-text.ts';
import { chooseFindings } from '../../acceptances/choose-findings.ts';
import { acceptancesPath, readAcceptances } from '../../acceptances/read-acceptances.ts';
import { readReportFindings, type ReportedFinding } from '../../acceptances/report-findings.ts';
import type { Project } from '../../config/project.ts';
import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { placeInside } from '../../plan/place-inside.ts';
import { commitFiles } from '../../write/commit-files.ts';
import { errorCode } from '../../paths/error-code.ts';
import type { Command, CommandContext } from '../command.ts';
import { whileHolding } from '../hold-projects.ts';
import { openProjects } from '../open-projects.ts';
import { knownRule } from '../known-rule.ts';
import { shownPath } from '../../paths/shown-path.ts';
import { forTerminal } from '../../reports/escape/terminal.ts';

export interface AcceptFlags extends Partial<AcceptanceTerms> {
  /** The rule and the place; nothing with `all`. */
  readonly args: readonly string[];
  readonly all: boolean;
  /** A json report, relative to the working directory. */
  readonly from?: string;
  /** In place of a report, for one finding. */
  readonly fingerprint?: string;
}

/**
 * `accept`: records findings in `opus.drift.json`, so that `check` no longer fails for them. Asks nobody: what was found stands in the report of an
 * earlier check. Writes that one file.
 */
export const accept: Command<AcceptFlags> = async (options, context) => {
  const { cwd } = options;
  refuseUnclear(options);
  const { projects, filter } = await openProjects(options, context);
  const named =
    options.fingerprint === undefined ? await fromReport(options) : [await byFingerprint(options, options.fingerprint, projects)];
  const findings = named.filter(({ workflow }) => filter === undefined || filter.has(workflow));
  const problems = termsProblems(options, findings, context.today);
  if (problems.length > 0) throw new DiagnosticError(...problems);
  // Nothing is missing: that was just found out.
  const terms: AcceptanceTerms = { reason: options.reason ?? '', owner: options.owner ?? '', until: options.until ?? '' };
  const byProject = new Map<Project, AcceptableFinding[]>();
  for (const finding of findings) {
    const project = projectOf(finding, projects, cwd);
    byProject.set(project, [...(byProject.get(project) ?? []), finding]);
  }
  for (const [project, chosen] of byProject) await record(project, chosen, terms, context);
  const files = [...byProject.keys()].map((project) => shownPath(cwd, acceptancesPath(project)));
  return {
    text: textOf(findings, terms, files, context),
    json: {
      files,
      accepted: findings.map(({ rule, level, workflow, place, fingerprint }) => ({ rule, level, workflow, place, fingerprint, ...terms })),
    },
    diagnostics: [],
  };
};

type LocatedFinding = AcceptableFinding & Partial<Pick<ReportedFinding, 'lockfile' | 'workflowId'>>;

function refuseUnclear({ args, all, from, fingerprint }: AcceptFlags): void {
  const [rule, place] = args;
  if (all && rule !== undefined) refuse('--all was given beside a rule.', 'Leave out one of the two.');
  if (!all && place === undefined) {
    refuse('The rule or the place is missing.', 'Name both as the check told them, `opus-codegen accept <rule> <place>`, or take --all.');
  }
  if (fingerprint !== undefined && all) refuse('--fingerprint names one finding, --all every one.', 'Leave out one of the two.');
  if (fingerprint !== undefined && !/^df\d+:[0-9a-f]{64}$/.test(fingerprint)) {
    refuse('--fingerprint is no fingerprint of a finding.', 'Copy it from a json, SARIF or GitLab report: df1: and 64 characters.');
  }
  if ((from === undefined) === (fingerprint === undefined)) {
    refuse(
      from === undefined ? 'Neither --from nor --fingerprint says what was found.' : '--from and --fingerprint both say what was found.',
      'Run `opus-codegen check --report json=drift.json`, then accept with --from drift.json.',
    );
  }
}

function refuse(what: string, fix: string): never {
  throw new DiagnosticError(diagnose('acceptance-refused', { what, fix }));
}

async function fromReport({ args, all, from = '', cwd }: AcceptFlags & { readonly cwd: string }): Promise<readonly LocatedFinding[]> {
  const path = resolve(cwd, from);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new DiagnosticError(
      diagnose('report-unreadable', { what: `${from} cannot be read (${errorCode(error) ?? 'unknown'}).`, where: path }),
    );
  }
  const reading = readReportFindings(text);
  if (!reading.ok) throw new DiagnosticError(diagnose('report-unreadable', { what: `${from}: ${reading.problem}.`, where: path }));
  // What is accepted already is left as it is, unless it is named.
  if (all) return reading.findings.filter(({ isAccepted }) => !isAccepted);
  const [rule = '', place = ''] = args;
  const choice = chooseFindings(reading.findings, await knownRule(rule), place);
  if (!choice.ok) throw new DiagnosticError(choice.diagnostic);
  return choice.findings;
}

/** Without a report the level follows from the rule and the side; where the rule itself would be gentler, this errs on the strict side. */
async function byFingerprint({ args }: AcceptFlags, fingerprint: string, projects: readonly Project[]): Promise<LocatedFinding> {
  const { RULES } = await import('@opus-codegen/schema');
  const [name = '', place = ''] = args;
  const rule = await knownRule(name);
  const [workflow = '', side] = place.split('.');
  const project = projects.find(({ workflows }) => workflows.some(({ key }) => key === workflow));
  const level = project?.driftRules[rule] ?? RULES[rule][side === 'outputs' ? 1 : 0];
  if (level === 'off') {
    refuse(`${rule} is off at ${place}.`, 'There is nothing to accept.');
  }
  return { rule, level, workflow, place, fingerprint };
}

function projectOf({ workflow, workflowId, place, lockfile }: LocatedFinding, projects: readonly Project[], cwd: string): Project {
  const having = projects.filter(({ workflows }) =>
    workflows.some((one) => one.key === workflow && (workflowId === undefined || one.workflowId === workflowId)),
  );
  const [project, other] = having;
  if (project === undefined) {
    const what = `${place}: the config has no workflow "${workflow}"${workflowId === undefined ? '' : ` with the id ${workflowId}`}.`;
    throw new DiagnosticError(diagnose('finding-unknown', { what }));
  }
  if (other === undefined) return project;
  const there = having.find(({ lockfilePath }) => shownPath(cwd, lockfilePath) === lockfile);
  if (there === undefined) {
    throw new DiagnosticError(diagnose('several-configs', { what: `${having.length} configs have a workflow "${workflow}".` }));
  }
  return there;
}

async function record(
  project: Project,
  findings: readonly AcceptableFinding[],
  terms: AcceptanceTerms,
  context: CommandContext,
): Promise<void> {
  await whileHolding([project], context, async () => {
    const path = await placeInside(project.root, acceptancesPath(project));
    const accepted = acceptFindings(await readAcceptances(path), findings, terms);
    await commitFiles([{ path, text: printAcceptances(accepted) }], { ...context, root: project.root });
  });
}

function textOf(
  findings: readonly AcceptableFinding[],
  { owner, until }: AcceptanceTerms,
  files: readonly string[],
  { colors }: CommandContext,
): string {
  if (findings.length === 0) return 'Nothing was found that could be accepted.';
  return [
    `${files.map((file) => forTerminal(file)).join(', ')}: ${findings.length} accepted until ${until} (${forTerminal(owner)})`,
    ...findings.map(({ level, place, rule }) => `  ${level.padEnd(8)}  ${forTerminal(place)}  ${colors.dim(forTerminal(rule))}`),
    'check goes on without them until then. The guard before a run minds them all the same.',
  ].join('\n');
}
