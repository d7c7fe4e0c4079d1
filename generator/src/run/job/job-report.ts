import { JobFailedError, type JobStatusReport, type NodeProgress, type OpusError, type WorkflowResult } from '@opus-codegen/runtime';
import type { CommandResult, Colors } from '../../cli/command.ts';
import { forTerminal } from '../../reports/escape/terminal.ts';
import { printJson } from '../../reports/escape/json.ts';
import { durationText } from '../duration.ts';
import type { Values } from '../runnable.ts';
import { updateLine } from './job-lines.ts';

/** What goes to stdout, for people and for programs. */
export type JobReport = Pick<CommandResult, 'text' | 'json'>;

export function completedReport(key: string, result: WorkflowResult<Values>, elapsedMs: number, { bold, dim }: Colors): JobReport {
  const { jobExecutionId, status, outputs, summary, outputFiles, warnings } = result;
  const named = Object.entries(outputs).filter(([, value]) => value !== undefined);
  const text = [
    `${bold(key)}: job ${forTerminal(jobExecutionId)} completed in ${durationText(elapsedMs)}`,
    ...(summary === undefined ? [] : valueLines(dim('summary'), summary)),
    ...(named.length === 0 ? [`  ${dim('no outputs')}`] : named.flatMap(([name, value]) => valueLines(bold(forTerminal(name)), value))),
    ...outputFiles.map((url) => `  ${dim('file')}  ${forTerminal(url)}`),
  ].join('\n');
  return { text, json: { workflow: key, jobExecutionId, status, elapsedMs, outputs, summary, outputFiles, warnings } };
}

/** A job that was started or looked at, and not waited for. */
export function openReport(
  key: string,
  job: { readonly id: string; readonly report?: JobStatusReport; readonly progress?: NodeProgress | undefined },
  resume: string,
): JobReport {
  const { id, report, progress } = job;
  const state = report === undefined ? 'was started' : updateLine({ status: report.status, ...(progress && { progress }) });
  return {
    text: `${key}: job ${forTerminal(`${id} ${state}`)}\n  to wait for its end: ${forTerminal(resume)}`,
    json: { workflow: key, jobExecutionId: id, status: report?.status ?? 'STARTED', ...(progress && { progress }), resume },
  };
}

/** So many entries tell the end of a story; a whole audit may be hundreds of kB. */
const MAX_AUDIT_ENTRIES = 20;

/** An error, and for a job that failed what its audit tells of it. */
export function failedReport(key: string, error: OpusError, { bold, dim, red }: Colors): JobReport {
  const { jobExecutionId } = error;
  const json = { workflow: key, ...(jobExecutionId !== undefined && { jobExecutionId }), error: error.toJSON() };
  if (!(error instanceof JobFailedError)) return { text: '', json };
  const { status, failedNodes, audit } = error;
  const entries = audit?.entries.slice(-MAX_AUDIT_ENTRIES) ?? [];
  const text = [
    `${bold(key)}: job ${forTerminal(error.jobExecutionId)} ${red(forTerminal(status))}`,
    ...failedNodes.map(
      (node) =>
        `  ${dim('failed')}  ${forTerminal([node.name, node.message ?? node.status ?? ''].filter((part) => part !== '').join(': '))}`,
    ),
    ...entries.map(({ timestamp, actor, action }) => `  ${dim('audit')}   ${forTerminal([timestamp, actor, action].join('  '))}`),
  ].join('\n');
  return { text, json: { ...json, status, failedNodes, audit: { entries, ...(audit?.progress && { progress: audit.progress }) } } };
}

/** A text as its own lines, anything else as JSON; what does not fit behind the name stands below it. */
function valueLines(name: string, value: unknown): readonly string[] {
  const lines = (typeof value === 'string' ? value.split(/\r?\n/) : printJson(value).split('\n')).map(forTerminal);
  return lines.length === 1 ? [`  ${name}  ${lines[0]}`] : [`  ${name}`, ...lines.map((line) => `    ${line}`)];
}
