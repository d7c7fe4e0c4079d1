import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalOperator, type LocalOperator } from '@opus-codegen/local-operator';
import { runProgram } from '../faults/program.ts';
import { readWorkflowFile } from '../workflows/workflows.ts';
import type { BatchSettings } from './batch-run.ts';

/** A service, a folder for a journal, and a program over both that may be killed and started again. */
export interface Batch extends AsyncDisposable {
  readonly operator: LocalOperator;
  readonly journal: string;
  run(settings: Omit<BatchSettings, 'journal'>): Promise<BatchEnd>;
  /** How often jobs of each item were executed, by the titles they have on the platform. */
  executions(items: number): readonly number[];
}

export interface BatchEnd {
  /** `SIGKILL`, or `null` when the program came to its own end. */
  readonly signal: NodeJS.Signals | null;
  /** By run key: `done` or an error code. */
  readonly outcomes: Readonly<Record<string, string>>;
  readonly errors: string;
}

const program = join(import.meta.dirname, 'batch-run.ts');

export async function setBatch(): Promise<Batch> {
  const operator = await startLocalOperator({
    workflows: [{ schema: readWorkflowFile('invoice'), outcome: { outputs: { Total: 1 } } }],
    jobDurationMs: 0,
    maxRecordedRequests: 0,
  });
  const folder = mkdtempSync(join(tmpdir(), 'opus-batch-'));
  const journal = join(folder, 'orders.jsonl');
  const env = { OPUS_BASE_URL: operator.baseUrl, OPUS_SERVICE_KEY: operator.serviceKey };
  return {
    operator,
    journal,
    async run(settings) {
      const { signal, stdout, stderr: errors } = await runProgram(program, [JSON.stringify({ journal, ...settings })], env);
      const lines = stdout.split('\n').filter((line) => line.endsWith('}'));
      const settled = lines.map((line) => JSON.parse(line) as { key: string; outcome: string }); // the program's own lines
      return { signal, errors, outcomes: Object.fromEntries(settled.map(({ key, outcome }) => [key, outcome])) };
    },
    executions(items) {
      const counts = new Map<string, number>();
      for (const { title, executeCount } of operator.jobs) counts.set(title, (counts.get(title) ?? 0) + executeCount);
      return Array.from({ length: items }, (_, item) => counts.get(`order ${item}`) ?? 0);
    },
    async [Symbol.asyncDispose]() {
      await operator.close();
      rmSync(folder, { recursive: true });
    },
  };
}
