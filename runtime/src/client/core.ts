import type { Clock } from '../clock.ts';
import type { RunEventListener } from '../events.ts';
import type { Guard } from '../guard/guard.ts';
import type { OperatorCalls } from '../operator/calls.ts';
import type { Poller } from '../poll/poller.ts';
import type { DriftMode } from '../workflow/options.ts';
import { ConfigError } from '../errors/classes.ts';

/** What a client is made of, for the rest of this package. The key is not in it: it lives in the transport's closure. */
export interface ClientCore {
  readonly calls: OperatorCalls;
  readonly clock: Clock;
  readonly poller: Poller;
  readonly guard: Guard;
  readonly settings: ClientSettings;
}

export interface ClientSettings {
  readonly waitTimeoutMs: number;
  readonly schemaMaxAgeMs: number;
  readonly drift: DriftMode;
  readonly onEvent: RunEventListener | undefined;
}

/** Registered, so that a client made by another copy of this package works too. */
const CORE: unique symbol = Symbol.for('@opus-codegen/runtime/client-core-1');

export function withCore<T extends object>(client: T, core: ClientCore): T {
  return Object.defineProperty(client, CORE, { value: core });
}

export function coreOf(client: object): ClientCore {
  if (CORE in client) {
    // Only `withCore` writes under this symbol.
    return client[CORE] as ClientCore;
  }
  throw new ConfigError({ code: 'INVALID_OPTION', message: 'Option client must be made by createOpusClient().' });
}
