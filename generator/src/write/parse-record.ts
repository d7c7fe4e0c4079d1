import { array, literal, minLength, nullable, object, pipe, readonly, regex, safeParse, string, type GenericSchema } from 'valibot';
import { dirname, join } from 'node:path';
import type { CommitRecord } from './commit-record.ts';
import { isStagingName } from './staging.ts';
import { isAtOrBelow } from '../paths/is-at-or-below.ts';

/** All a project writes, links followed: what a record may speak of. */
export interface OwnPlaces {
  /** The folder of the config. */
  readonly root: string;
  /** The generated files stand directly in these. */
  readonly outputDirs: readonly string[];
  readonly files: readonly string[];
}

export type RecordReading = { readonly ok: true; readonly record: CommitRecord } | { readonly ok: false; readonly problem: string };

const path = pipe(string(), minLength(1));
const hash = nullable(pipe(string(), regex(/^[0-9a-f]{64}$/)));

const recordShape: GenericSchema<unknown, CommitRecord> = object({
  recordVersion: literal(1),
  folders: pipe(array(path), readonly()),
  changes: pipe(array(object({ path, staging: path, former: hash, next: hash })), readonly()),
});

/**
 * Reads a record, which anybody may have put there: it may speak of what this project writes anyway, and of nothing else. Pure. Links are no matter
 * here, since the places are given with links followed.
 */
export function parseRecord(text: string, places: OwnPlaces): RecordReading {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'it is no JSON' };
  }
  const parsed = safeParse(recordShape, raw);
  if (!parsed.success) return { ok: false, problem: 'it has not the form of a record, or is of another version of opus-codegen' };
  const record = parsed.output;
  const stranger =
    record.changes.find((change) => !isOwn(join(places.root, change.path), places) || !isStaging(change, places))?.path ??
    record.folders.find((folder) => !record.changes.some((change) => isOnTheWay(folder, change, places)));
  if (stranger !== undefined) return { ok: false, problem: `it names ${JSON.stringify(stranger)}, which this project does not write` };
  return { ok: true, record };
}

function isOwn(place: string, { outputDirs, files }: OwnPlaces): boolean {
  return files.includes(place) || (place.endsWith('.ts') && outputDirs.includes(dirname(place)));
}

/** Of the folders below the root, those that lead to a file. */
function isOnTheWay(folder: string, { path: place }: CommitRecord['changes'][number], { root }: OwnPlaces): boolean {
  return isAtOrBelow(join(root, folder), root) && isAtOrBelow(dirname(join(root, place)), join(root, folder));
}

/** Texts wait in a folder of ours in the file's own folder, or in one above it up to the root. */
function isStaging({ path: place, staging }: CommitRecord['changes'][number], { root }: OwnPlaces): boolean {
  const above = dirname(join(root, staging));
  return (
    isStagingName(staging.slice(staging.lastIndexOf('/') + 1)) && isAtOrBelow(above, root) && isAtOrBelow(dirname(join(root, place)), above)
  );
}
