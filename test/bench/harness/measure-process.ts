import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnvironment } from '../../packages/command.ts';

/** A command to measure: a Node.js program, with its arguments. */
export interface NodeCommand {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** It becomes another program (TypeScript 7 does), of whose use of processors and memory nothing is known. */
  readonly isReplaced?: boolean;
}

/** One whole process, from its start to its end. */
export interface ProcessRun {
  readonly wallMs: number;
  /** On all processors, in the program and in the system; of Node.js processes it started, too. */
  readonly cpuMs: number;
  /** Of the largest process. */
  readonly peakBytes: number;
  readonly stdout: string;
}

/** @throws with what it printed when it does not end with 0; the signal's reason when aborted. */
export async function measureProcess({ args, cwd, env = {}, isReplaced = false }: NodeCommand, signal: AbortSignal): Promise<ProcessRun> {
  signal.throwIfAborted();
  const usageFolder = mkdtempSync(join(tmpdir(), 'opus-bench-usage-'));
  try {
    const reporter = join(import.meta.dirname, 'usage-reporter.cjs');
    const environment = { ...cleanEnvironment({ env }), NODE_OPTIONS: `--require=${reporter}`, OPUS_BENCH_USAGE: usageFolder };
    const startedAtMs = performance.now();
    const child = spawn(process.execPath, args, { cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'], signal });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const { exitCode, wallMs } = await new Promise<{ readonly exitCode: number | null; readonly wallMs: number }>((resolve, reject) => {
      let endedAtMs = startedAtMs;
      child.on('error', reject);
      child.on('exit', () => (endedAtMs = performance.now()));
      child.on('close', (code) => resolve({ exitCode: code, wallMs: endedAtMs - startedAtMs }));
    }).catch((error: unknown) => {
      signal.throwIfAborted();
      throw error;
    });
    signal.throwIfAborted();
    if (exitCode !== 0) throw new Error(`node ${args.join(' ')} ended with ${exitCode} in ${cwd}:\n${(stdout + stderr).slice(-4000)}`);
    return { wallMs, stdout, ...(isReplaced ? { cpuMs: Number.NaN, peakBytes: Number.NaN } : usageIn(usageFolder, args)) };
  } finally {
    rmSync(usageFolder, { recursive: true, force: true });
  }
}

function usageIn(folder: string, args: readonly string[]): Pick<ProcessRun, 'cpuMs' | 'peakBytes'> {
  const reports = readdirSync(folder).map((name): { readonly cpuMs: number; readonly peakBytes: number } =>
    JSON.parse(readFileSync(join(folder, name), 'utf8')),
  );
  if (reports.length === 0) throw new Error(`node ${args.join(' ')} told nothing of what it used`);
  return {
    cpuMs: reports.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    peakBytes: Math.max(...reports.map(({ peakBytes }) => peakBytes)),
  };
}
