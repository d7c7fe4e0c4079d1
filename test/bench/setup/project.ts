import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printLockfile } from '@opus-codegen/schema/lockfile';
import type { NodeCommand } from '../harness/measure-process.ts';
import { configText, lockfileOf } from '../workload/lockfile.ts';
import { openApiOf } from '../workload/openapi.ts';
import { workloadOf } from '../workload/workflows.ts';
import type { Ours } from './ours.ts';

/** A user's project with the workload's workflows: config and lockfile, and the same as an OpenAPI document for the peers. */
export interface WorkloadProject {
  readonly folder: string;
  /** Where the bindings go. */
  readonly outputFolder: string;
  readonly document: string;
  command(...args: readonly string[]): NodeCommand;
  /** Makes the files, not measured. */
  generate(): void;
  /** Puts the lockfile back to where none, or some, of the workflows have changed. */
  lock(changed: number): void;
  removeOutput(): void;
}

/** @param moreConfig lines of the config besides the workflows. */
export function createProject(ours: Ours, count: number, moreConfig = ''): WorkloadProject {
  const folder = mkdtempSync(join(ours.folder, `flows-${count}-`));
  const outputFolder = join(folder, 'src/opus');
  const lockfiles = new Map<number, string>();
  const lockfileText = (changed: number): string => {
    const text = lockfiles.get(changed) ?? printLockfile(lockfileOf(workloadOf(count, changed)));
    lockfiles.set(changed, text);
    return text;
  };
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'src'));
  write('package.json', '{ "private": true, "type": "module" }');
  write('opus.config.ts', configText(workloadOf(count), moreConfig));
  write('opus.lock.json', lockfileText(0));
  write('openapi.json', JSON.stringify(openApiOf(lockfileOf(workloadOf(count)))));
  return {
    folder,
    outputFolder,
    document: join(folder, 'openapi.json'),
    command: (...args) => ({ args: [ours.bin, ...args], cwd: folder }),
    generate() {
      const { status, stderr } = spawnSync(process.execPath, [ours.bin, 'generate', '--frozen', '--quiet'], {
        cwd: folder,
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(stderr);
    },
    lock: (changed) => write('opus.lock.json', lockfileText(changed)),
    removeOutput: () => rmSync(outputFolder, { recursive: true, force: true }),
  };
}
