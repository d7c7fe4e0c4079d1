import { canonicalLockfile, LOCKFILE_VERSION } from './canonical-lockfile.ts';
import { LockfileDamage } from './json-fields.ts';
import type { Lockfile } from './model.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

export type LockfileReading = { readonly ok: true; readonly lockfile: Lockfile } | { readonly ok: false; readonly diagnostic: Diagnostic };

const CONFLICT_MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: |\r?$)/m;

/** Reads the text of `opus.lock.json`. Pure. `path` is for messages. */
export function parseLockfile(text: string, path: string): LockfileReading {
  const marker = CONFLICT_MARKER.exec(text);
  if (marker !== null) {
    const line = text.slice(0, marker.index).split('\n').length;
    return refuse('lockfile-conflict', `Line ${line} of the lockfile is a merge conflict marker.`, `${path}:${line}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    // The engine's message quotes the text around the fault: harmless, for the lockfile holds no secrets.
    return refuse('lockfile-damaged', `The lockfile is no JSON: ${error instanceof Error ? error.message : 'unreadable'}.`, path);
  }
  const version = typeof value === 'object' && value !== null && 'lockfileVersion' in value ? value.lockfileVersion : undefined;
  if (version !== LOCKFILE_VERSION && version !== undefined) {
    return refuse(
      'lockfile-version',
      `The lockfile says version ${JSON.stringify(version)}; this package knows ${LOCKFILE_VERSION}.`,
      path,
    );
  }
  try {
    if (version === undefined) throw new LockfileDamage('lockfileVersion', String(LOCKFILE_VERSION));
    return { ok: true, lockfile: canonicalLockfile(value) };
  } catch (error) {
    if (!(error instanceof LockfileDamage)) throw error;
    return refuse('lockfile-damaged', `The lockfile is damaged: ${error.message}.`, `${path} › ${error.pointer}`);
  }
}

/** The file's bytes: two-space JSON, sorted, LF, one line end at the end. The same lockfile always gives the same text. */
export function printLockfile(lockfile: Lockfile): string {
  return `${JSON.stringify(canonicalLockfile(lockfile), undefined, 2)}\n`;
}

function refuse(name: 'lockfile-conflict' | 'lockfile-damaged' | 'lockfile-version', what: string, where: string): LockfileReading {
  return { ok: false, diagnostic: diagnose(name, { what, where }) };
}
