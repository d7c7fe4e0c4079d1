import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Temporary folders, all gone when disposed. */
export interface Scratch extends Disposable {
  folder(name: string): string;
}

export function createScratch(): Scratch {
  const root = mkdtempSync(join(realpathSync(tmpdir()), 'opus-bench-'));
  return {
    folder: (name) => mkdtempSync(join(root, `${name}-`)),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}
