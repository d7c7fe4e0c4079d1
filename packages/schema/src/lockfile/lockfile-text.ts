import { canonicalLockfile, LOCKFILE_VERSION } from './canonical-lockfile.ts';
import { LockfileDamage } from './json-fields.ts';
import type { Lockfile } from './lockfile.ts';

/** Why a lockfile cannot be used. `message` is a whole sentence; the file it is about is known to the caller. */
export type LockfileProblem =
  | { readonly kind: 'conflict'; readonly message: string; readonly line: number }
  | { readonly kind: 'damaged'; readonly message: string; readonly pointer?: string }
  /** Written by another version of opus-codegen. */
  | { readonly kind: 'version'; readonly message: string };

/** A lockfile, or why there is none to be had. */
export type LockfileReading =
  { readonly ok: true; readonly lockfile: Lockfile } | { readonly ok: false; readonly problem: LockfileProblem };

const CONFLICT_MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: |\r?$)/m;

/** Reads the text of `opus.lock.json`. Pure. */
export function parseLockfileText(text: string): LockfileReading {
  const marker = CONFLICT_MARKER.exec(text);
  if (marker !== null) {
    const line = text.slice(0, marker.index).split('\n').length;
    return refuse({ kind: 'conflict', line, message: `Line ${line} of the lockfile is a merge conflict marker.` });
  }
  try {
    return lockfileFrom(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (error) {
    // The engine's message quotes the text around the fault: harmless, for the lockfile holds no secrets.
    return refuse({ kind: 'damaged', message: `The lockfile is no JSON: ${error instanceof Error ? error.message : 'unreadable'}.` });
  }
}

/** Reads what `opus.lock.json` holds, parsed already. Pure; never throws. */
export function lockfileFrom(value: unknown): LockfileReading {
  const version = typeof value === 'object' && value !== null && 'lockfileVersion' in value ? value.lockfileVersion : undefined;
  if (version !== LOCKFILE_VERSION && version !== undefined) {
    const message = `The lockfile says version ${JSON.stringify(version)}; this package knows ${LOCKFILE_VERSION}.`;
    return refuse({ kind: 'version', message });
  }
  try {
    if (version === undefined) throw new LockfileDamage('lockfileVersion', String(LOCKFILE_VERSION));
    return { ok: true, lockfile: canonicalLockfile(value) };
  } catch (error) {
    if (!(error instanceof LockfileDamage)) throw error;
    return refuse({ kind: 'damaged', message: `The lockfile is damaged: ${error.message}.`, pointer: error.pointer });
  }
}

/** The file's bytes: two-space JSON, sorted, LF, one line end at the end. The same lockfile always gives the same text. */
export function printLockfile(lockfile: Lockfile): string {
  return `${JSON.stringify(canonicalLockfile(lockfile), undefined, 2)}\n`;
}

const refuse = (problem: LockfileProblem): LockfileReading => ({ ok: false, problem });
