import type { Finding, Level } from '@opus-codegen/schema';
import { acceptedOf, acceptedWords } from './accepted.ts';
import { forTerminal } from './escape/terminal.ts';
import { findingsGravestFirst, workflowsGravestFirst } from './gravest-first.ts';
import { callSitePlace, callSitesOf, unplacedCallSites } from './place.ts';
import type { AcceptedFinding, CallSite, DriftReport, WorkflowReport } from './report.ts';
import { countFindings, headline, levelCounts, uneventfulWord } from './summary.ts';

/** The colours in use. `picocolors` has this shape. */
export type Palette = Readonly<Record<'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'green', (text: string) => string>>;

const plain = (text: string): string => text;

export const NO_COLORS: Palette = { bold: plain, dim: plain, red: plain, yellow: plain, cyan: plain, green: plain };

/** Old and new stand beside each other up to this many columns, else below each other. */
const MAX_COLUMNS = 110;
const INDENT = '      ';
const LABEL_WIDTH = 'breaks'.length;

/** For people at a terminal: grouped by workflow, gravest first, old and new side by side, what to do and whom to ask. */
export function renderText(report: DriftReport, palette: Palette = NO_COLORS): string {
  const [verified, others] = [report.workflows.filter(isUneventful), report.workflows.filter((workflow) => !isUneventful(workflow))];
  return [
    palette.bold(headline(report)),
    ...workflowsGravestFirst(others).map((workflow) => workflowText(workflow, palette)),
    ...keyLines(
      'green',
      uneventfulWord(report),
      verified.map(({ key }) => key),
      palette,
    ),
    ...keyLines('cyan', 'new', report.lockfiles?.added ?? [], palette),
    ...keyLines('yellow', 'gone', report.lockfiles?.removed ?? [], palette),
  ].join('\n\n');
}

function keyLines(color: 'green' | 'cyan' | 'yellow', word: string, keys: readonly string[], palette: Palette): readonly string[] {
  return keys.length === 0 ? [] : [`${palette[color](word)}  ${keys.map((key) => forTerminal(key)).join(', ')}`];
}

function isUneventful({ state, findings }: WorkflowReport): boolean {
  return state === 'verified' && findings.length === 0;
}

function workflowText(workflow: WorkflowReport, palette: Palette): string {
  const { key, name, workflowId, state, reason, findings, callSites } = workflow;
  const told = state === 'unverified' ? 'NOT VERIFIED' : levelCounts(countFindings([workflow]), acceptedOf(workflow).length);
  const called = name === '' ? '' : `${forTerminal(name)} `;
  const title = `${palette.bold(forTerminal(key))}  ${called}${palette.dim(`(${forTerminal(workflowId)})`)}`;
  const unplaced = unplacedCallSites(workflow);
  return [
    [told === '' ? title : `${title}: ${told}`, ...(reason === undefined ? [] : reasonLines(reason, palette))].join('\n'),
    ...findingsGravestFirst(findings).map((finding) => findingText(workflow, finding, palette)),
    ...acceptedOf(workflow).map((accepted) => acceptedText(workflow, accepted, palette)),
    ...(unplaced.length === 0 ? [] : [unplaced.map((site) => callSiteLine(site, palette)).join('\n')]),
    ...(callSites?.length === 0 && findings.length > 0 ? [`  ${palette.dim('Nothing in this project stops compiling.')}`] : []),
  ].join('\n\n');
}

function reasonLines({ code, message, hint }: NonNullable<WorkflowReport['reason']>, palette: Palette): readonly string[] {
  return [
    `  ${palette.yellow(forTerminal(code))} ${forTerminal(message)} Whether anything changed is unknown.`,
    ...(hint === undefined ? [] : [labelled('do', hint, palette)]),
  ];
}

function findingText(workflow: WorkflowReport, finding: Finding, palette: Palette): string {
  const { level, place, rule, message, hint, ask } = finding;
  return [
    `  ${levelColor(level, palette)(level)}  ${palette.bold(forTerminal(place))}  ${palette.dim(rule)}`,
    `${INDENT}> ${forTerminal(message)}`,
    ...sideBySide(finding, palette),
    labelled('do', hint, palette),
    labelled('ask', ask, palette),
    ...callSitesOf(workflow, finding).map((site) => callSiteLine(site, palette)),
  ].join('\n');
}

/** It does not count, so it is told in brief: what, and who answers for it. */
function acceptedText(workflow: WorkflowReport, accepted: AcceptedFinding, palette: Palette): string {
  const { level, place, rule, message } = accepted.finding;
  return [
    `  ${palette.dim(`${level} accepted`)}  ${palette.bold(forTerminal(place))}  ${palette.dim(forTerminal(rule))}`,
    `${INDENT}> ${forTerminal(message)}`,
    `${INDENT}${forTerminal(acceptedWords(accepted))}`,
    ...callSitesOf(workflow, accepted.finding).map((site) => callSiteLine(site, palette)),
  ].join('\n');
}

function sideBySide({ before, after }: Finding, palette: Palette): readonly string[] {
  if (before === undefined && after === undefined) return [];
  const [old, young] = [forTerminal(before || '–'), forTerminal(after || '–')];
  const oneLine = `${INDENT}${palette.dim('old'.padEnd(LABEL_WIDTH))} ${old}  ${palette.dim('│ new')}  ${young}`;
  const isShort = INDENT.length + LABEL_WIDTH + old.length + young.length + '   │ new  '.length <= MAX_COLUMNS;
  return isShort ? [oneLine] : [labelled('old', before || '–', palette), labelled('new', after || '–', palette)];
}

function labelled(label: string, text: string, palette: Palette): string {
  return `${INDENT}${palette.dim(label.padEnd(LABEL_WIDTH))} ${forTerminal(text)}`;
}

function callSiteLine(site: CallSite, palette: Palette): string {
  return labelled('breaks', `${callSitePlace(site)}  ${site.text}`, palette);
}

function levelColor(level: Level, palette: Palette): (text: string) => string {
  switch (level) {
    case 'breaking':
      return palette.red;
    case 'warning':
      return palette.yellow;
    case 'info':
      return palette.cyan;
    default:
      return level satisfies never;
  }
}
