import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a program ended, and everything it wrote. */
export interface ProgramEnd {
  readonly exitCode: number | null;
  /** What killed it, if something did. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Compiled once for all the programs of a test run, and for the next one: it is most of what starting one costs. */
const NODE_COMPILE_CACHE = join(tmpdir(), 'opus-test-compile-cache');

/** Runs a TypeScript program of this repository in a process of its own. */
export function runProgram(path: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<ProgramEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path, ...args], {
      env: { ...process.env, NODE_COMPILE_CACHE, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (exitCode, signal) => resolve({ exitCode, signal, stdout, stderr }));
  });
}
