import type { ClientClock } from '../time/fast-time.ts';

/** A part of the options of `createOpusClient`. */
export interface ClientOptions {
  /** Of this operator. */
  readonly baseUrl: string;
  /** One that this operator accepts, and no other service. */
  readonly serviceKey: string;
  /** Between requests a second passes in about a millisecond; while one is under way time is real. */
  readonly clock: ClientClock;
  /** The platform's; tells the clock when a request is under way. */
  readonly fetch: typeof fetch;
  /** 0: an edit is seen by the next run. */
  readonly schemaMaxAgeMs: 0;
}

/** What the runtime and `opus-codegen` read from the environment. */
export interface OperatorEnvironment {
  /** Of this operator. */
  readonly OPUS_BASE_URL: string;
  /** One that this operator accepts, and no other service. */
  readonly OPUS_SERVICE_KEY: string;
}
