import type { OpusClient } from './client/client.ts';
import { ConfigError } from './errors/config-error.ts';
import type { RunEventListener } from './events.ts';
import type { AccessScope } from './operator/calls.ts';

/**
 * What to do when the live schema differs from the generated one (drift.md): `adapt` goes on as long as these values are valid and every
 * pairing is certain · `strict` refuses any breaking or warning finding · `off` does not look.
 */
export type DriftMode = 'adapt' | 'strict' | 'off';

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

export interface WaitOptions extends CallOptions {
  /** How long to wait for the job's end, from when the waiting begins, in milliseconds; `Infinity` for ever. Default: the client's, 1 h. */
  readonly waitTimeoutMs?: number | undefined;
  readonly onEvent?: RunEventListener | undefined;
}

export interface RunOptions extends WaitOptions {
  /** Default: one made from OPUS_SERVICE_KEY and OPUS_BASE_URL. */
  readonly client?: OpusClient | undefined;
  /** The job's title on the platform. Default: the workflow's name. */
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** Default: the client's, `adapt`. */
  readonly drift?: DriftMode | undefined;
  /** How old a remembered live schema may be, in milliseconds; 0 asks before every run. Default: the client's, 15 s. */
  readonly schemaMaxAgeMs?: number | undefined;
  /** Who may open the uploaded files. Default `workspace`. */
  readonly accessScope?: AccessScope | undefined;
  /** Called by the service when the job ends; point it at a `createCallbackHandler()`. It only wakes the waiting, it is never a result. */
  readonly callbackUrl?: string | undefined;
}

/** Rejects options that would be misunderstood later, before anything is sent. */
export function checkRunOptions(options: RunOptions): void {
  const { waitTimeoutMs, schemaMaxAgeMs, drift, accessScope, callbackUrl } = options;
  if (waitTimeoutMs !== undefined) checkDuration('waitTimeoutMs', waitTimeoutMs);
  if (schemaMaxAgeMs !== undefined) checkDuration('schemaMaxAgeMs', schemaMaxAgeMs, 0);
  oneOf('drift', drift, ['adapt', 'strict', 'off']);
  oneOf('accessScope', accessScope, ['all', 'user', 'workspace', 'organization']);
  // The service refuses an empty string (operator-api.md §3).
  if (callbackUrl !== undefined && !/^https?:\/\/[^\s/]/i.test(callbackUrl)) throw invalidOption('callbackUrl', 'an http or https URL');
}

function oneOf(name: string, value: string | undefined, allowed: readonly string[]): void {
  if (value !== undefined && !allowed.includes(value)) throw invalidOption(name, `one of ${allowed.join(', ')}`);
}

/** A number of milliseconds, at least `least`; `Infinity` counts. */
export function checkDuration(name: string, value: number, least = 1): void {
  if (typeof value !== 'number' || !(value >= least)) throw invalidOption(name, `a number of milliseconds, at least ${least}`);
}

/** Never shows the value: it may be a key in the wrong place. */
export function invalidOption(name: string, wanted: string): ConfigError {
  return new ConfigError({ code: 'INVALID_OPTION', message: `Option ${name} must be ${wanted}.` });
}
