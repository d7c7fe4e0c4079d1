import { join } from 'node:path';
import { startCliProject, type CliProject, type CliResult } from '../cli/harness.ts';
import { runProgram, type ProgramEnd } from '../faults/program.ts';
import { workflowIds } from '../workflows/workflows.ts';
import type { Kill, KilledRun } from './killed-run.ts';

/** A project with rows of invoices in a file, and what became of them. */
export interface BatchProject extends CliProject {
  /** Runs the batch, here or, where it is to be killed, in a process of its own. */
  batch(args?: readonly string[], options?: { readonly signal?: AbortSignal }): Promise<CliResult>;
  batchProcess(args: readonly string[], kill?: Kill): Promise<ProgramEnd>;
  /** The whole lines of the results file. */
  results(): readonly ResultLine[];
  /** How often jobs of each row were executed, by their run keys. */
  executions(): Readonly<Record<string, number>>;
}

export interface ResultLine {
  readonly row: number;
  readonly key: string;
  readonly status: string;
  readonly jobExecutionId?: string;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: string; readonly message: string };
}

const COMMAND = ['run', 'invoice', '--batch', 'rows.csv', '--out', 'results.jsonl', '--key', 'order'];
const program = join(import.meta.dirname, 'killed-run.ts');

export async function startBatchProject(rows: number): Promise<BatchProject> {
  const project = await startCliProject({
    keys: ['invoice'],
    generated: true,
    files: { 'march.pdf': '%PDF-1.4', 'rows.csv': tableOf(rows) },
  });
  project.operator.setOutcome(workflowIds.invoice, { durationMs: 0, outputs: { Total: 1 } });
  const { baseUrl, serviceKey } = project.operator;
  return {
    ...project,
    batch: (args = [], options = {}) => project.run([...COMMAND, ...args], options),
    batchProcess(args, kill) {
      const settings: KilledRun = { argv: [...COMMAND, ...args], cwd: project.folder, ...(kill && { kill }) };
      return runProgram(program, [JSON.stringify(settings)], { OPUS_BASE_URL: baseUrl, OPUS_SERVICE_KEY: serviceKey });
    },
    results() {
      const text = project.tree()['results.jsonl'] ?? '';
      const whole = text
        .slice(0, text.lastIndexOf('\n') + 1)
        .split('\n')
        .filter((line) => line !== '');
      return whole.map((line) => JSON.parse(line) as ResultLine); // the tool's own documented shape
    },
    executions() {
      const counts: Record<string, number> = {};
      for (const { title, executeCount } of project.operator.jobs) {
        const key = title.split(' · ')[1] ?? title;
        counts[key] = (counts[key] ?? 0) + executeCount;
      }
      return counts;
    },
  };
}

export function tableOf(rows: number): string {
  return [
    'order,invoiceDocument,poNumber',
    ...Array.from({ length: rows }, (_, index) => `A-${index + 1},march.pdf,PO-${index + 1}`),
    '',
  ].join('\n');
}

/** `A-1` to `A-n`, each with a value. */
export function eachRow<T>(rows: number, value: (key: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Array.from({ length: rows }, (_, index) => [`A-${index + 1}`, value(`A-${index + 1}`)]));
}
