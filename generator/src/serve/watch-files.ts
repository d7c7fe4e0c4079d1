import { statSync } from 'node:fs';

/** How often the disk is looked at. By looking, not by being told: it holds on network drives too, and for files that are replaced or not there yet. */
const INTERVAL_MS = 300;

/** How some files are on the disk at a moment. */
export type FileStamps = ReadonlyMap<string, string>;

export function stampFiles(paths: readonly string[]): FileStamps {
  return new Map(paths.map((path) => [path, stampOf(path)]));
}

/** Calls back whenever one of the files was written, replaced, made or deleted since those stamps. Gives back what ends it. */
export function watchFiles(since: FileStamps, onChange: () => void): () => void {
  let seen = since;
  const timer = setInterval(() => {
    const now = stampFiles([...seen.keys()]);
    const isChanged = [...now].some(([path, stamp]) => seen.get(path) !== stamp);
    seen = now;
    if (isChanged) onChange();
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}

function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? 'none' : `${stats.ino} ${stats.size} ${stats.mtimeMs}`;
}
