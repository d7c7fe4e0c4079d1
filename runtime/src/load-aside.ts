import type { ErrorCode } from './errors/codes.ts';
import { OpusError, type OpusErrorInit } from './errors/opus-error.ts';
import type * as Aside from './aside.ts';

/** The one place that loads what only a run that fails needs. Rejects where that cannot be loaded. */
export function loadAside(): Promise<typeof Aside> {
  return import('./aside.ts');
}

/** The same where one can go on without. */
export function asideIfAny(): Promise<typeof Aside | undefined> {
  return loadAside().catch(() => undefined);
}

/** A part of this package, or, where it cannot be loaded (offline, chunks of an older deployment), an error that says what is known: of which job. */
export async function partOr<T>(part: Promise<T>, code: ErrorCode, at: Partial<OpusErrorInit>): Promise<T> {
  try {
    return await part;
  } catch {
    throw new OpusError({ message: `${code} (job ${at.jobExecutionId})`, ...at, code });
  }
}

export function asideOr(code: ErrorCode, at: Partial<OpusErrorInit>): Promise<typeof Aside> {
  return partOr(loadAside(), code, at);
}

/** For a module, in real time: no injected clock knows of it. */
const PATIENCE_MS = 1_000;

/** Rejects because the caller gave up, who is not kept waiting for a module that does not come. */
export async function aborted(at: Parameters<typeof Aside.abortedError>[0]): Promise<never> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(reject, PATIENCE_MS);
  });
  const { abortedError } = await partOr(Promise.race([loadAside(), late]), 'ABORTED', at);
  clearTimeout(timer);
  throw abortedError(at);
}
