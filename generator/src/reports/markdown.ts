import type { Finding, Level } from '@opus-codegen/schema';
import { allGravestFirst, findingsGravestFirst, workflowsGravestFirst } from './gravest-first.ts';
import { acceptedOf } from './accepted.ts';
import { code, words } from './markdown-words.ts';
import { whoBreaks } from './markdown-who-breaks.ts';
import { fullPlace } from './place.ts';
import type { DriftReport, WorkflowReport } from './report.ts';
import { countAccepted, countFindings, countReport, headline, levelCounts } from './summary.ts';

/** GitHub refuses a comment of more than 65,536 characters. */
const MAX_CHARS = 60_000;
const MAX_LISTED_WORKFLOWS = 100;

/**
 * For a pull request or a job summary: what changed, who breaks, what to do. One comment long: when not everything fits, the gravest findings stay and
 * the first lines say how many are left out.
 */
export function renderMarkdown(report: DriftReport): string {
  const all = allGravestFirst(report.workflows).map(({ finding }) => finding);
  const whole = markdownOf(report, new Set(all));
  if (whole.length <= MAX_CHARS) return whole;
  let [fits, tooMany] = [0, all.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (markdownOf(report, new Set(all.slice(0, middle))).length <= MAX_CHARS) fits = middle;
    else tooMany = middle;
  }
  return markdownOf(report, new Set(all.slice(0, fits)));
}

function markdownOf(report: DriftReport, shown: ReadonlySet<Finding>): string {
  const { findings } = countReport(report);
  const leftOut = findings.breaking + findings.warning + findings.info - shown.size;
  const ordered = workflowsGravestFirst(report.workflows);
  const drifted = ordered.filter((workflow) => workflow.findings.some((finding) => shown.has(finding)));
  return [
    `## Opus workflows: ${headline(report)}`,
    introduction(report),
    ...(leftOut === 0 ? [] : [`**${leftOut} more findings do not fit here.** They are in the json and html reports.`]),
    ...drifted.map((workflow) => workflowMarkdown(workflow, shown)),
    ...acceptedMarkdown(ordered),
    ...unverifiedMarkdown(ordered.filter(({ state }) => state === 'unverified')),
    ...(report.lockfiles === undefined ? nextSteps(report) : []),
    ...keyList(
      report.lockfiles === undefined ? 'Verified' : 'Unchanged',
      ordered.filter(({ state, findings: found }) => state === 'verified' && found.length === 0).map(({ key }) => key),
    ),
    ...keyList('New', report.lockfiles?.added ?? []),
    ...keyList('Gone', report.lockfiles?.removed ?? []),
    `<sub>${report.tool.name} ${words(report.tool.version)}</sub>`,
  ].join('\n\n');
}

function introduction({ lockfilePath, workflows, lockfiles }: DriftReport): string {
  const lockfile = code(lockfilePath);
  if (lockfiles !== undefined) return `What ${lockfile} says, compared with ${code(lockfiles.olderPath)}. The service was not asked.`;
  if (workflows.length === 0) return 'No workflow is configured, so nothing was compared.';
  if (workflows.every(({ state, findings }) => state === 'verified' && findings.length === 0)) {
    return `Every workflow is as ${lockfile} says. Nothing to do.`;
  }
  if (countAccepted(workflows) > 0 && workflows.every(({ findings }) => findings.length === 0)) {
    return `Whatever was seen to change since ${lockfile} was written has been accepted.`;
  }
  if (workflows.every(({ findings }) => findings.length === 0)) {
    if (workflows.every(({ state }) => state === 'unverified')) return `No workflow could be compared with ${lockfile}.`;
    return `What could be compared is as ${lockfile} says; not every workflow could be.`;
  }
  return `The workflows below changed in the canvas since ${lockfile} was written.`;
}

function workflowMarkdown(workflow: WorkflowReport, shown: ReadonlySet<Finding>): string {
  const { key, name, workflowId } = workflow;
  const findings = findingsGravestFirst(workflow.findings).filter((finding) => shown.has(finding));
  return [
    `### ${code(key)}: ${levelCounts(countFindings([workflow]))}`,
    `Workflow “${words(name)}”, id ${code(workflowId)}.`,
    [
      '| Level | Where | What changed | Before | Now | What to do |',
      '| --- | --- | --- | --- | --- | --- |',
      ...findings.map((finding) => row(finding)),
    ].join('\n'),
    `**Who breaks.** ${whoBreaks(workflow, findings)}`,
    ['**Ask the owner of the workflow:**', '', ...new Set(findings.map(({ ask }) => `- ${words(ask)}`))].join('\n'),
  ].join('\n\n');
}

function row({ level, place, rule, message, before, after, hint }: Finding): string {
  const cells = [LEVEL_WORDS[level], `${code(place)}<br>${rule}`, words(message), words(before ?? ''), words(after ?? ''), words(hint)];
  return `| ${cells.join(' | ')} |`;
}

const LEVEL_WORDS: Readonly<Record<Level, string>> = { breaking: '**breaking**', warning: 'warning', info: 'info' };

function acceptedMarkdown(workflows: readonly WorkflowReport[]): readonly string[] {
  const all = workflows.flatMap((workflow) => acceptedOf(workflow).map((accepted) => ({ workflow, accepted })));
  if (all.length === 0) return [];
  const listed = all.slice(0, MAX_LISTED_WORKFLOWS);
  return [
    '### Accepted',
    'These do not count until the day named. The guard before a run minds them all the same.',
    [
      '| Where | What changed | Why accepted | By | Until |',
      '| --- | --- | --- | --- | --- |',
      ...listed.map(({ workflow, accepted: { finding, reason, owner, until } }) => {
        const cells = [`${code(fullPlace(workflow, finding))}<br>${finding.rule}`, words(finding.message), words(reason), words(owner)];
        return `| ${[...cells, words(until)].join(' | ')} |`;
      }),
      ...(all.length > listed.length ? [`| … | ${all.length - listed.length} more | | | |`] : []),
    ].join('\n'),
  ];
}

function unverifiedMarkdown(workflows: readonly WorkflowReport[]): readonly string[] {
  if (workflows.length === 0) return [];
  return [
    '### Not verified',
    'Nobody could look at these, so whether they changed is **unknown**. This is neither drift nor its absence.',
    [
      '| Workflow | Why | What to do |',
      '| --- | --- | --- |',
      ...workflows.slice(0, MAX_LISTED_WORKFLOWS).map(({ key, reason }) => {
        const why = reason === undefined ? 'Nobody looked.' : `${words(reason.code)}: ${words(reason.message)}`;
        return `| ${code(key)} | ${why} | ${words(reason?.hint ?? 'Run the check again.')} |`;
      }),
      ...(workflows.length > MAX_LISTED_WORKFLOWS ? [`| … | ${workflows.length - MAX_LISTED_WORKFLOWS} more | |`] : []),
    ].join('\n'),
  ];
}

function nextSteps({ workflows, lockfilePath }: DriftReport): readonly string[] {
  const { breaking, warning, info } = countFindings(workflows);
  if (breaking + warning + info === 0) return [];
  return [
    '### What to do',
    [
      `1. If the change is meant: run \`npx opus-codegen generate\`, commit ${code(lockfilePath)} and the generated files${breaking > 0 ? ', and fix what the compiler names' : ''}.`,
      '1. If it is not: send the questions above to the owner of the workflow, who can undo it in the canvas.',
      ...(breaking + warning > 0
        ? [
            '1. If it has to wait: `npx opus-codegen accept` records it with a reason, an owner and a date. That quiets this check, not the guard before a run.',
          ]
        : []),
    ].join('\n'),
  ];
}

function keyList(word: string, keys: readonly string[]): readonly string[] {
  if (keys.length === 0) return [];
  const listed = keys.slice(0, MAX_LISTED_WORKFLOWS).map((key) => code(key));
  const rest = keys.length - listed.length;
  return [`${word}: ${listed.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`];
}
