import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Disk } from './disk.ts';

/** Which of two worlds a program sees: the disk as it is, or as it would be after regenerating. */
export type View = 'before' | 'after';

/** The files that regenerating would change, and how. Files whose text stays the same are not in it. */
export interface Overlay {
  /** Absolute, with forward slashes; each by the name it was given under and, where links make them differ, by its real one. */
  readonly changed: ReadonlyMap<string, FileChange>;
}

export interface FileChange {
  /** `undefined`: the file is not there. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** What of the regenerated files differs from the disk. */
export function createOverlay(files: ReadonlyMap<string, string | undefined>, disk: Disk): Overlay {
  const changed = new Map<string, FileChange>();
  for (const [path, after] of files) {
    const before = disk.readFile(slashed(path));
    if (withLineFeeds(before) === withLineFeeds(after)) continue;
    for (const name of [slashed(path), slashed(realPathOf(path))]) changed.set(disk.key(name), { before, after });
  }
  return { changed };
}

/** A checkout may have turned the line ends. */
function withLineFeeds(text: string | undefined): string | undefined {
  return text?.replaceAll('\r\n', '\n');
}

/** The disk as one of the two worlds sees it. */
export function viewOf(view: View, { changed }: Overlay, disk: Disk): Disk {
  if (view === 'before') return disk;
  const folders = new Set<string>();
  for (const [path, { after }] of changed) {
    if (after === undefined) continue;
    for (let folder = dirname(path); !folders.has(folder); folder = dirname(folder)) folders.add(folder);
  }
  return {
    ...disk,
    readFile: (path) => {
      const change = changed.get(disk.key(path));
      return change === undefined ? disk.readFile(path) : change.after;
    },
    fileExists: (path) => {
      const change = changed.get(disk.key(path));
      return change === undefined ? disk.fileExists(path) : change.after !== undefined;
    },
    directoryExists: (path) => folders.has(disk.key(path)) || disk.directoryExists(path),
  };
}

/** The path without symbolic links. What does not exist yet stands in the real path of its folder. */
export function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(realPathOf(folder), basename(path));
  }
}

/** As TypeScript writes paths. */
export function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
