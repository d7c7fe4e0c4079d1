import type { Clock } from '../clock.ts';
import { ConfigError } from '../errors/config-error.ts';
import type { EventSink, RunEventListener } from '../events.ts';
import type { Guard } from '../guard/guard.ts';
import type { OperatorCalls } from '../operator/calls.ts';
import type { Poller } from '../poll/poller.ts';
import type { RunDefaults } from './settings.ts';

/** What a client is made of, for the rest of this package. The key is not in it: it lives in the transport's closure. */
export interface ClientCore {
  readonly calls: OperatorCalls;
  readonly clock: Clock;
  readonly poller: Poller;
  readonly guard: Guard;
  readonly defaults: RunDefaults;
  /** Where what happens with a workflow is told: the client's listener, then the call's own. */
  eventsOf(workflowId: string, onEvent: RunEventListener | undefined): EventSink;
}

/** Gives the core of a client, always the same. The first call loads the engine (load-engine.ts). */
export type LoadCore = () => Promise<ClientCore>;

/** Registered, so that a client made by another copy of this package works too. */
const CORE: unique symbol = Symbol.for('@opus-codegen/runtime/client-core-1');

export function withCore<T extends object>(client: T, load: LoadCore): T {
  return Object.defineProperty(client, CORE, { value: load });
}

/** @throws {ConfigError} not a client of ours. */
export function coreOf(client: object): LoadCore {
  if (CORE in client) {
    // Only `withCore` writes under this symbol.
    return client[CORE] as LoadCore;
  }
  throw new ConfigError({ code: 'INVALID_OPTION', message: 'Option client must be made by createOpusClient().' });
}
