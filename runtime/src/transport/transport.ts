import ky, { type KyInstance } from 'ky';
import { onAbort } from '../abort.ts';
import type { Clock } from '../clock.ts';
import { asideIfAny } from '../load-aside.ts';
import { acceptedAnswer, type Expected } from './accepted.ts';
import { ABORTED, NEVER_SENT, TIMED_OUT } from './ended.ts';
import type { Failure, Outcome } from './outcome.ts';
import { readText } from './read-text.ts';
import type { Slots } from './slots.ts';

export interface TransportSettings {
  readonly serviceKey: string;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly fetch: typeof fetch | undefined;
  readonly clock: Clock;
  readonly slots: Slots;
  readonly maxAnswerBytes: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the base URL for `api`; a whole URL for `storage`, which gets no key. */
  readonly to: { readonly api: string } | { readonly storage: string };
  readonly query?: Readonly<Record<string, string | number>> | undefined;
  readonly json?: unknown;
  readonly body?: Blob | BufferSource;
  readonly contentType?: string | undefined;
  readonly expected: Expected;
  readonly timeoutMs: number;
}

export interface Transport {
  /** One attempt. Never rejects, and what it resolves to holds no secret. */
  send(request: HttpRequest, signal: AbortSignal | undefined): Promise<Outcome>;
}

export function createTransport(settings: TransportSettings): Transport {
  const { serviceKey, baseUrl, clock, slots, maxAnswerBytes } = settings;
  // Nothing the service sends can bring the key back in. A short key (of a test) could be an ordinary word of the outputs.
  const withoutKey = (text: string): string => (serviceKey.length < 32 ? text : text.replaceAll(serviceKey, '[redacted]'));
  const shared = {
    retry: 0,
    throwHttpErrors: false,
    timeout: false,
    redirect: refusal(),
  } as const;
  // Two instances: the storage's has no header to forget about.
  const api = ky.create({ ...shared, prefix: baseUrl, headers: { 'x-service-key': serviceKey, accept: 'application/json' } });
  const storage = ky.create(shared);

  // What the request that ky makes need not hold comes in here: a body in it would be piped through one more stream, a signal followed by two more.
  const { fetch: given } = settings;
  const fetchWith = (made: string | URL | Request, rest: RequestInit): Promise<Response> =>
    given === undefined ? fetch(made, rest) : given(new Request(made, rest));

  const exchange = async ({ to, query, method, json, expected, ...request }: HttpRequest, signal: AbortSignal): Promise<Outcome> => {
    const [instance, url]: [KyInstance, string] = 'api' in to ? [api, to.api] : [storage, to.storage];
    const { body, contentType } = json === undefined ? request : { body: JSON.stringify(json), contentType: 'application/json' };
    const response = await instance(url, {
      method,
      searchParams: query && { ...query },
      ...(contentType && { headers: { 'content-type': contentType } }),
      fetch: (made) => fetchWith(made, { signal, ...(body && { body }) }),
    });
    const { status, headers } = response;
    const answer = { status, headers, text: withoutKey(await readText(response, maxAnswerBytes)) };
    const accepted = acceptedAnswer(answer, expected);
    if (accepted !== undefined) return accepted;
    const nowMs = clock.now();
    const failures = await asideIfAny();
    if (failures === undefined) return { ...UNEXPLAINED, status, detail: `answered ${status}` };
    return failures.classifyRefusal(answer, { expected, nowMs, scrub: (text) => failures.redact(text, [serviceKey]) });
  };

  return {
    async send(request, signal) {
      const release = await slots.take(signal);
      if (release === undefined) return NEVER_SENT;
      const controller = new AbortController();
      const ended = Promise.withResolvers<Failure>();
      const end = (reason: Failure): void => {
        ended.resolve(reason);
        controller.abort();
      };
      const stopTimer = clock.setTimer(() => end(TIMED_OUT), request.timeoutMs);
      const forget = onAbort(signal, () => end(ABORTED));
      try {
        // The race: an injected fetch may not listen to its signal.
        return await Promise.race([exchange(request, controller.signal), ended.promise]);
      } catch (error) {
        // Not awaited here: what was held for the request is given back first.
        return explain(error, request);
      } finally {
        stopTimer();
        forget();
        release();
      }
    },
  };
}

async function explain(error: unknown, { method }: HttpRequest): Promise<Failure> {
  return (await asideIfAny())?.classifyFailure(error, method) ?? UNEXPLAINED;
}

/** What a failure is when the part that tells failures apart cannot be loaded: never taken for a no, never repeated. */
const UNEXPLAINED: Failure = { kind: 'ambiguous', code: 'UNEXPECTED_RESPONSE', detail: 'failed' };

/** Some edge runtimes know no `error` mode; there the redirect comes back as an answer, and is refused when it is classified. */
function refusal(): 'error' | 'manual' {
  try {
    return new Request('https://redirect.invalid', { redirect: 'error' }).redirect === 'error' ? 'error' : 'manual';
  } catch {
    return 'manual';
  }
}
