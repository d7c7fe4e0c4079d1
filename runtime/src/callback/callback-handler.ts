import type { OpusClient } from '../client/client.ts';
import { coreOf } from '../client/core.ts';
import { defaultClient } from '../client/default-client.ts';
import { isSafeId } from '../operator/ids.ts';
import { readText } from '../transport/read-text.ts';

export interface CallbackHandlerOptions {
  /** The client whose waiting jobs are woken. Default: the one of the environment. */
  readonly client?: OpusClient | undefined;
}

const MAX_BYTES = 64 * 1024;
const ID_KEYS = ['jobExecutionId', 'job_execution_id', 'jobId', 'job_id', 'caseId', 'id'];

/**
 * A web-standard handler (`Request` → `Response`) for the `callbackUrl` of a run.
 *
 * What arrives is undocumented and unsigned, so anybody can send it: it is never a result and never believed. It makes the waiting runs look at
 * their job sooner, each at most once a second, and always answers 204.
 */
export function createCallbackHandler(options: CallbackHandlerOptions = {}): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'POST') return new Response(null, { status: 405, headers: { allow: 'POST' } });
    const { poller } = await coreOf(options.client ?? defaultClient())();
    const ids = await idsIn(request);
    // An id nobody waits for may be another kind of id: look at all.
    if (!ids.some((id) => poller.wake(id))) poller.wake();
    return new Response(null, { status: 204 });
  };
}

async function idsIn(request: Request): Promise<readonly string[]> {
  try {
    const body: unknown = JSON.parse(await readText(request, MAX_BYTES));
    if (typeof body !== 'object' || body === null) return [];
    const values = Object.entries(body).flatMap(([key, value]) => (ID_KEYS.includes(key) ? [value] : []));
    return values.map((value) => (typeof value === 'number' ? String(value) : value)).filter(isSafeId);
  } catch {
    // Too large, no JSON, cut off: a wake-up call all the same.
    return [];
  }
}
