import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';

/** Where and with what a section was measured. */
export interface Circumstances {
  /** `2026-11-23` */
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  readonly rounds: number;
}

export function circumstances(rounds: number): Circumstances {
  const [first] = cpus();
  const processor = first?.model.trim() ?? 'an unknown processor';
  const memory = `${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory`;
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${processor}, ${availableParallelism()} threads, ${memory}, ${type()} ${release()} ${process.arch}`,
    node: process.versions.node,
    rounds,
  };
}

/** The version of an installed package. */
export function versionIn(packageFolder: string): string {
  const manifest: { readonly version?: unknown } = JSON.parse(readFileSync(`${packageFolder}/package.json`, 'utf8'));
  return String(manifest.version);
}
