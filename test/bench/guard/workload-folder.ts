import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printLockfile } from '@opus-codegen/schema/lockfile';
import { run } from '../../../generator/src/cli/run.ts';
import { configText, lockfileOf } from '../workload/lockfile.ts';
import { workloadOf } from '../workload/workflows.ts';

/** A project over the benchmark's workload, for tests that count what is done rather than how long it takes. */
export interface WorkloadFolder extends Disposable {
  readonly folder: string;
  /** @param changed how many of the workflows differ from what they were at first. */
  lock(changed: number): void;
  /** Runs a command line in this process. @throws when it does not end with 0. */
  run(...argv: readonly string[]): Promise<void>;
}

/** @param env the environment of the runs: where a service is, for those that ask one. */
export function workloadFolder(count: number, env: Readonly<Record<string, string>> = {}): WorkloadFolder {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'opus-guard-'));
  const lock = (changed: number): void =>
    writeFileSync(join(folder, 'opus.lock.json'), printLockfile(lockfileOf(workloadOf(count, changed))));
  writeFileSync(join(folder, 'opus.config.ts'), configText(workloadOf(count)));
  lock(0);
  return {
    folder,
    lock,
    async run(...argv) {
      let stderr = '';
      const code = await run({
        argv: [...argv, '--quiet'],
        cwd: folder,
        env,
        version: '0.0.0',
        today: '2026-11-23',
        runId: `${process.pid}-${argv.join('-')}`,
        signal: new AbortController().signal,
        sleep: async () => {},
        stdout: { isTty: false, write: () => {} },
        stderr: { isTty: false, write: (text) => (stderr += text) },
      });
      if (code !== 0) throw new Error(`opus-codegen ${argv.join(' ')} ended with ${code}: ${stderr}`);
    },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}
