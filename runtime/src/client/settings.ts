import { systemClock, type Clock } from '../clock.ts';
import type { RunEventListener } from '../events.ts';
import { checkDuration, checkRunOptions, invalidOption, type DriftMode } from '../options.ts';
import { readBaseUrl } from './base-url.ts';
import type { OpusClientOptions } from './client.ts';
import { environment } from './environment.ts';
import { readServiceKey, type ServiceKey } from './service-key.ts';

/** What a run uses where its own options say nothing. */
export interface RunDefaults {
  readonly waitTimeoutMs: number;
  readonly schemaMaxAgeMs: number;
  readonly drift: DriftMode;
  readonly onEvent: RunEventListener | undefined;
}

/** The options of a client, checked, with the environment and the defaults filled in. Holds the key: it goes into closures and nowhere else. */
export interface ClientSettings extends ServiceKey {
  readonly baseUrl: string;
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
  readonly requestTimeoutMs: number;
  readonly maxRetries: number;
  readonly maxInFlight: number;
  readonly maxUploads: number;
  readonly maxAnswerBytes: number;
  readonly looksPerSecond: number;
  readonly defaults: RunDefaults;
}

/** @throws {ConfigError} no key, a URL without TLS, an option out of range. */
export function readSettings(options: OpusClientOptions): ClientSettings {
  checkRunOptions(options);
  const { requestTimeoutMs = 30_000, statusRequestsPerSecond: looksPerSecond = 10 } = options;
  checkDuration('requestTimeoutMs', requestTimeoutMs);
  if (!(looksPerSecond > 0)) throw invalidOption('statusRequestsPerSecond', 'a number over 0');
  return {
    ...readServiceKey(options.serviceKey ?? environment('OPUS_SERVICE_KEY')),
    baseUrl: readBaseUrl(options.baseUrl ?? environment('OPUS_BASE_URL')),
    fetch: options.fetch,
    clock: options.clock ?? systemClock,
    requestTimeoutMs,
    maxRetries: count('maxRetries', options.maxRetries ?? 4, 0),
    maxInFlight: count('maxInFlight', options.maxInFlight ?? 32),
    maxUploads: count('maxUploads', options.maxUploads ?? 4),
    maxAnswerBytes: count('maxAnswerBytes', options.maxAnswerBytes ?? 32 * 1024 * 1024),
    looksPerSecond,
    defaults: {
      waitTimeoutMs: options.waitTimeoutMs ?? 3_600_000,
      schemaMaxAgeMs: options.schemaMaxAgeMs ?? 15_000,
      drift: options.drift ?? 'adapt',
      onEvent: options.onEvent,
    },
  };
}

function count(name: string, value: number, least = 1): number {
  if (!Number.isSafeInteger(value) || value < least) throw invalidOption(name, `a whole number, at least ${least}`);
  return value;
}
