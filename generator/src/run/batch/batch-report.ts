import type { Colors, CommandContext, CommandResult } from '../../cli/command.ts';
import { shownPath } from '../../paths/shown-path.ts';
import { forTerminal } from '../../reports/escape/terminal.ts';
import { diagnose, exitReasonsOf, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { durationText } from '../duration.ts';
import type { FoundWorkflow } from '../find-workflow.ts';
import { runFailure } from '../job/failure.ts';
import type { BatchFiles } from './batch-files.ts';
import { rateText } from './progress-line.ts';
import type { BatchEnd } from './settle-rows.ts';
import type { CodeCount, Example } from './tally.ts';

export interface BatchOutcome {
  readonly end: BatchEnd;
  readonly warnings: readonly Diagnostic[];
  readonly files: BatchFiles;
  /** Of the rows. */
  readonly label: string;
}

/** The end of a batch: a table for people, counts for programs, and for each kind of failure what to do about it. Pure. */
export function batchReport(
  found: FoundWorkflow,
  { end, warnings, files, label }: BatchOutcome,
  cwd: string,
  { colors, signal }: Pick<CommandContext, 'colors' | 'signal'>,
): CommandResult {
  const { tally, rows, stopped, goOn, elapsedMs } = end;
  const { codes, counts, before } = tally;
  const results = shownPath(cwd, files.results);
  const left = rows - tally.rows;
  const failures = codes.map((code) => failureOf(code, found, end, label));
  const diagnostics = [...stopped, ...failures, ...warnings];
  return {
    text: [headLine(found.key, end, left, colors), ...tableLines(end, left, colors), `  results    ${forTerminal(results)}`].join('\n'),
    isDocument: true,
    json: {
      workflow: found.key,
      rows,
      ...counts,
      before,
      notDone: left,
      goOn,
      codes,
      elapsedMs,
      results,
      journal: shownPath(cwd, files.journal),
    },
    diagnostics: signal.aborted ? [interruption(end, left), ...diagnostics] : diagnostics,
    exitReasons: exitReasonsOf(diagnostics),
  };
}

function headLine(key: string, { rows, tally, doneNow, elapsedMs }: BatchEnd, left: number, { bold }: Colors): string {
  const rate = doneNow === 0 || elapsedMs === 0 ? '' : `, ${rateText(doneNow / elapsedMs)}`;
  const state = left === 0 ? `${tally.counts.succeeded} of ${rows} rows succeeded` : `${rows - left} of ${rows} rows done`;
  return `${bold(key)}: ${state} (${durationText(elapsedMs)}${rate})`;
}

/** Every line that has something to count; below it the errors it is made of. */
function tableLines({ tally }: BatchEnd, left: number, { green, red, yellow, dim }: Colors): readonly string[] {
  const line = (name: string, count: number, paint: (text: string) => string, remark = ''): readonly string[] =>
    count === 0 ? [] : [`  ${paint(name.padEnd(10))} ${String(count).padStart(6)}${remark === '' ? '' : `  ${dim(remark)}`}`];
  const codeLines = (status: CodeCount['status']): readonly string[] =>
    tally.codes
      .filter((code) => code.status === status)
      .map(
        ({ code, count, examples }) => `    ${code.padEnd(24)} ${String(count).padStart(6)}  ${forTerminal(examplesText(count, examples))}`,
      );
  const { counts, before } = tally;
  return [
    ...line('succeeded', counts.succeeded, green),
    ...line('failed', counts.failed, red),
    ...codeLines('failed'),
    ...line('unfinished', counts.unfinished, yellow, 'the same command tries them again'),
    ...codeLines('unfinished'),
    ...line('unknown', counts.unknown, yellow, 'for a person to look at'),
    ...codeLines('unknown'),
    ...line('changed', counts.conflict, yellow, 'since they were run; not run again'),
    ...codeLines('conflict'),
    ...line('not done', left, dim),
    ...(before === 0 ? [] : [`  ${dim(`${before === 1 ? '1 row was' : `${before} rows were`} done before`)}`]),
  ];
}

/** `row 17 (PO-17, job 2561), row 40 …` */
function examplesText(count: number, examples: readonly Example[]): string {
  const words = examples.map(({ row, key, jobExecutionId }) => {
    const inside = [...(key === String(row) ? [] : [key]), ...(jobExecutionId === undefined ? [] : [`job ${jobExecutionId}`])];
    return `row ${row}${inside.length === 0 ? '' : ` (${inside.join(', ')})`}`;
  });
  return `${words.join(', ')}${count > examples.length ? ' …' : ''}`;
}

/** One diagnostic for all rows that ended with one code. */
function failureOf(
  { code, status, count, examples }: CodeCount,
  { project }: FoundWorkflow,
  { errors }: BatchEnd,
  label: string,
): Diagnostic {
  const { serviceKeyEnv, baseUrl } = project;
  const error = errors.get(code);
  const [first] = examples;
  const where = `${label} › ${examplesText(count, examples)}`;
  const told =
    error === undefined
      ? diagnose(status === 'conflict' ? 'run-key-conflict' : 'job-failed', {
          ...(first?.message !== undefined && { what: first.message }),
          where,
        })
      : runFailure(error, { madeJob: true, resume: () => 'run the same command once more', serviceKeyEnv, baseUrl, where });
  return count === 1 ? told : { ...told, what: `${count} rows: ${code}. The first: ${told.what}` };
}

function interruption({ rows, goOn }: BatchEnd, left: number): Diagnostic {
  const jobs = goOn === 0 ? '' : ` ${goOn} ${goOn === 1 ? 'job goes' : 'jobs go'} on at the service.`;
  return diagnose('interrupted', {
    what: `Interrupted: ${rows - left} of ${rows} rows are done.${jobs}`,
    why: 'Only the waiting was stopped.',
    fix: 'Run the same command again: it goes on where this one stopped.',
  });
}
