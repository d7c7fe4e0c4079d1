import { createEventSink } from '../events.ts';
import { createGuard } from '../guard/guard.ts';
import { createCalls } from '../operator/create-calls.ts';
import { createPoller } from '../poll/poller.ts';
import { createSlots } from '../transport/slots.ts';
import { createTransport } from '../transport/transport.ts';
import type { ClientCore } from './core.ts';
import type { ClientSettings } from './settings.ts';

/** The working parts of a client, made at its first call. The key stays in the transport's closure. */
export function createCore(settings: ClientSettings): ClientCore {
  const { clock, defaults, requestTimeoutMs, looksPerSecond } = settings;
  const transport = createTransport({ ...settings, slots: createSlots(settings.maxInFlight) });
  const calls = createCalls({ ...settings, transport, uploadSlots: createSlots(settings.maxUploads) });
  return {
    calls,
    clock,
    defaults,
    poller: createPoller({ calls, clock, looksPerSecond, requestTimeoutMs }),
    guard: createGuard({ calls, clock }),
    eventsOf: (workflowId, onEvent) => createEventSink(workflowId, clock.now, defaults.onEvent, onEvent),
  };
}
