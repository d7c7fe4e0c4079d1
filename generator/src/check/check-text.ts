import type { Finding } from '@opus-codegen/schema';
import type { CheckReport } from './check-project.ts';
import type { WorkflowCheck } from './check-live.ts';
import type { Colors } from '../cli/command.ts';
import { renderDiagnostics } from '../cli/render-diagnostics.ts';
import { forTerminal } from '../cli/terminal-text.ts';

/** A check for people: how much was verified, what disagrees on the disk, what drifted, and what could not be asked. Pure. */
export function checkText(reports: readonly CheckReport[], colors: Colors): string {
  const offline = reports.flatMap((report) => report.offline);
  const unanswered = reports.flatMap((report) => report.unanswered);
  const workflows = reports.flatMap((report) => report.workflows ?? []);
  const sections = [
    headline(reports, colors),
    ...(offline.length === 0 ? [] : [renderDiagnostics(offline, colors)]),
    ...workflows.filter(({ findings }) => findings.length > 0).map((workflow) => workflowText(workflow, colors)),
    ...(unanswered.length === 0 ? [] : [renderDiagnostics(unanswered, colors)]),
  ];
  return sections.join('\n\n');
}

function headline(reports: readonly CheckReport[], colors: Colors): string {
  const files = reports.some(({ offline }) => offline.length > 0)
    ? colors.red('Config, lockfile and generated files disagree.')
    : 'Config, lockfile and generated files agree.';
  const live = reports.flatMap(({ workflows }) => workflows ?? []);
  if (!reports.some(({ workflows }) => workflows !== undefined)) return `${files} The service was not asked.`;
  const verified = live.filter((workflow) => workflow.verified);
  const counts = `${verified.length} of ${live.length} verified`;
  const levels = live.flatMap(({ findings }) => findings.map(({ level }) => level));
  const drift = (['breaking', 'warning', 'info'] as const).flatMap((level) => {
    const count = levels.filter((one) => one === level).length;
    return count === 0 ? [] : [`${count} ${level}`];
  });
  const found = drift.length > 0 ? `drift: ${drift.join(', ')}` : verified.length === 0 ? '' : 'no drift';
  const head = verified.length === live.length ? counts : colors.red(`${counts}, ${live.length - verified.length} NOT VERIFIED`);
  return `${[head, found].filter((part) => part !== '').join('; ')}. ${files}`;
}

function workflowText({ key, workflowId, findings }: WorkflowCheck, colors: Colors): string {
  return [`${colors.bold(key)}  ${colors.dim(workflowId)}`, ...findings.map((finding) => findingText(key, finding, colors))].join('\n');
}

function findingText(key: string, finding: Finding, colors: Colors): string {
  const paint = { breaking: colors.red, warning: colors.yellow, info: colors.cyan }[finding.level];
  const { before, after } = finding;
  return [
    `  ${paint(finding.level.padEnd(8))} ${forTerminal(`${key}.${finding.place}`)}  ${colors.dim(finding.rule)}`,
    `           ${forTerminal(finding.message)}`,
    ...(before === undefined && after === undefined
      ? []
      : [`           ${forTerminal(before ?? 'nothing')} → ${forTerminal(after ?? 'nothing')}`]),
    `           ${colors.dim('do ')} ${forTerminal(finding.hint)}`,
    `           ${colors.dim('ask')} ${forTerminal(finding.ask)}`,
  ].join('\n');
}
