import type { Clock } from '../clock.ts';
import type { RunEventListener } from '../events.ts';
import { loadEngine } from '../load-engine.ts';
import type { VersionPin } from '../operator/calls.ts';
import type { CallOptions, DriftMode } from '../options.ts';
import { refuseBrowser } from './browser.ts';
import { withCore, type ClientCore } from './core.ts';
import { readSettings } from './settings.ts';

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
  const settings = readSettings(options);
  let core: ClientCore | undefined;
  const load = async (): Promise<ClientCore> => {
    const { createCore } = await loadEngine();
    return (core ??= createCore(settings));
  };
  const client: OpusClient = {
    baseUrl: settings.baseUrl,
    async getWorkflow(workflowId, { pin, signal, onEvent } = {}) {
      const { calls, eventsOf } = await load();
      return await calls.getWorkflow({ workflowId, pin }, { signal, events: eventsOf(workflowId, onEvent) });
    },
  };
  return withCore(client, load);
}
