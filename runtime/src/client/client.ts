import { systemClock, type Clock } from '../clock.ts';
import { createEventSink, type RunEventListener } from '../events.ts';
import { createGuard } from '../guard/guard.ts';
import type { VersionPin } from '../operator/calls.ts';
import { createCalls } from '../operator/create-calls.ts';
import { createPoller } from '../poll/poller.ts';
import { createSlots } from '../transport/slots.ts';
import { createTransport } from '../transport/transport.ts';
import { checkDuration, checkRunOptions, invalidOption, type CallOptions, type DriftMode } from '../workflow/options.ts';
import { readBaseUrl } from './base-url.ts';
import { refuseBrowser } from './browser.ts';
import { withCore } from './core.ts';
import { environment } from './environment.ts';
import { readServiceKey } from './service-key.ts';

export interface OpusClientOptions {
  /** Default: the environment variable OPUS_SERVICE_KEY. */
  readonly serviceKey?: string | undefined;
  /** Default: the environment variable OPUS_BASE_URL, else `https://operator.opus.com`. HTTPS, except on this machine. */
  readonly baseUrl?: string | undefined;
  /** Called with a `Request`. Default: the platform's. */
  readonly fetch?: typeof fetch | undefined;
  readonly clock?: Clock | undefined;
  /** For one request, its answer included, in milliseconds; a file's upload gets more by its size. Default 30 s. */
  readonly requestTimeoutMs?: number | undefined;
  /** For the end of a job, in milliseconds; `Infinity` for ever. Default 1 h. */
  readonly waitTimeoutMs?: number | undefined;
  /** How often a request that may be repeated is repeated. Default 4. */
  readonly maxRetries?: number | undefined;
  /** Requests at a time. Default 32. */
  readonly maxInFlight?: number | undefined;
  /** Files being stored at a time. Default 4. */
  readonly maxUploads?: number | undefined;
  /** How often all jobs together are looked at. Default 10. */
  readonly statusRequestsPerSecond?: number | undefined;
  /** The largest answer taken, in bytes. Default 32 MB. */
  readonly maxAnswerBytes?: number | undefined;
  /** How long a live schema is remembered, in milliseconds. Default 15 s; 0 asks before every run. */
  readonly schemaMaxAgeMs?: number | undefined;
  /** Default `adapt`. */
  readonly drift?: DriftMode | undefined;
  /** Told of all runs of this client. */
  readonly onEvent?: RunEventListener | undefined;
  /** A key in a web page is everybody's key. Only for pages that nobody else can open. */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}

export interface OpusClient {
  readonly baseUrl: string;
  /**
   * The workflow as the service describes it now: JSON as it came. `readWorkflow` of `@opus-codegen/schema` understands it.
   *
   * @throws {ApiError} @throws {NetworkError} @throws {RequestTimeoutError} @throws {AbortedError}
   */
  getWorkflow(workflowId: string, options?: GetWorkflowOptions): Promise<unknown>;
}

export interface GetWorkflowOptions extends CallOptions {
  readonly pin?: VersionPin | undefined;
  readonly onEvent?: RunEventListener | undefined;
}

/**
 * A client of the Operator API: the key, the connections' limits, the remembered schemas. Sends nothing by itself.
 *
 * @throws {ConfigError} no key, a URL without TLS, an option out of range, a browser window.
 */
export function createOpusClient(options: OpusClientOptions = {}): OpusClient {
  if (options.dangerouslyAllowBrowser !== true) refuseBrowser();
  checkRunOptions(options);
  const {
    clock = systemClock,
    requestTimeoutMs = 30_000,
    waitTimeoutMs = 3_600_000,
    schemaMaxAgeMs = 15_000,
    drift = 'adapt',
    onEvent,
  } = options;
  checkDuration('requestTimeoutMs', requestTimeoutMs);
  const { serviceKey, keyHint } = readServiceKey(options.serviceKey ?? environment('OPUS_SERVICE_KEY'));
  const baseUrl = readBaseUrl(options.baseUrl ?? environment('OPUS_BASE_URL'));
  const transport = createTransport({
    serviceKey,
    baseUrl,
    clock,
    fetch: options.fetch,
    slots: createSlots(count('maxInFlight', options.maxInFlight ?? 32)),
    maxAnswerBytes: count('maxAnswerBytes', options.maxAnswerBytes ?? 32 * 1024 * 1024),
  });
  const calls = createCalls({
    transport,
    clock,
    requestTimeoutMs,
    keyHint,
    maxRetries: count('maxRetries', options.maxRetries ?? 4, 0),
    uploadSlots: createSlots(count('maxUploads', options.maxUploads ?? 4)),
  });
  const looksPerSecond = options.statusRequestsPerSecond ?? 10;
  if (!(looksPerSecond > 0)) throw invalidOption('statusRequestsPerSecond', 'a number over 0');
  const core = {
    calls,
    clock,
    poller: createPoller({ calls, clock, looksPerSecond, requestTimeoutMs }),
    guard: createGuard({ calls, clock }),
    settings: { waitTimeoutMs, schemaMaxAgeMs, drift, onEvent },
  };
  const client: OpusClient = {
    baseUrl,
    async getWorkflow(workflowId, { pin, signal, onEvent: listener } = {}) {
      const events = createEventSink(workflowId, clock.now, onEvent, listener);
      return await calls.getWorkflow({ workflowId, pin }, { signal, events });
    },
  };
  return withCore(client, core);
}

function count(name: string, value: number, least = 1): number {
  if (!Number.isSafeInteger(value) || value < least) throw invalidOption(name, `a whole number, at least ${least}`);
  return value;
}
