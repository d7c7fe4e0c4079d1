import ky, { type KyInstance } from 'ky';
import { onAbort } from '../abort.ts';
import type { Clock } from '../clock.ts';
import { classifyAnswer, classifyFailure, type Expected, type Failure, type Outcome } from './outcome.ts';
import { AnswerTooLarge, readText } from './read-text.ts';
import { redact } from './redact.ts';
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
  const scrub = (text: string): string => redact(text, [serviceKey]);
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

  const exchange = async (request: HttpRequest, signal: AbortSignal): Promise<Outcome> => {
    const [instance, url]: [KyInstance, string] = 'api' in request.to ? [api, request.to.api] : [storage, request.to.storage];
    const body = request.json === undefined ? request.body : JSON.stringify(request.json);
    const contentType = request.json === undefined ? request.contentType : 'application/json';
    const response = await instance(url, {
      method: request.method,
      ...(request.query === undefined ? {} : { searchParams: { ...request.query } }),
      ...(contentType === undefined ? {} : { headers: { 'content-type': contentType } }),
      fetch: (made) => fetchWith(made, { signal, ...(body === undefined ? {} : { body }) }),
    });
    const { status, headers } = response;
    const text = withoutKey(await readText(response, maxAnswerBytes));
    return classifyAnswer({ status, headers, text }, { expected: request.expected, nowMs: clock.now(), scrub });
  };

  return {
    async send(request, signal) {
      const release = await slots.take(signal);
      if (release === undefined) return { ...classifyFailure(undefined, 'aborted'), unsent: true };
      const controller = new AbortController();
      let why: 'aborted' | 'timedOut' | 'failed' = 'failed';
      const end = (reason: 'aborted' | 'timedOut'): void => {
        if (why === 'failed') why = reason;
        controller.abort();
      };
      const stopTimer = clock.setTimer(() => end('timedOut'), request.timeoutMs);
      const forget = onAbort(signal, () => end('aborted'));
      try {
        // The race: an injected fetch may not listen to its signal.
        return await Promise.race([exchange(request, controller.signal), rejection(controller.signal)]);
      } catch (error) {
        if (error instanceof AnswerTooLarge) return tooLarge(request, maxAnswerBytes);
        return classifyFailure(error, why);
      } finally {
        stopTimer();
        forget();
        release();
      }
    },
  };
}

function rejection(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('cancelled')), { once: true });
  });
}

function tooLarge(request: HttpRequest, maxBytes: number): Failure {
  // What was asked for may have been done; a GET asks for nothing to be done, and would be as large again.
  const kind = request.method === 'GET' ? 'final' : 'ambiguous';
  return { kind, code: 'UNEXPECTED_RESPONSE', detail: `answered with more than ${maxBytes} bytes` };
}

/** Some edge runtimes know no `error` mode; there the redirect comes back as an answer, and is refused when it is classified. */
function refusal(): 'error' | 'manual' {
  try {
    return new Request('https://redirect.invalid', { redirect: 'error' }).redirect === 'error' ? 'error' : 'manual';
  } catch {
    return 'manual';
  }
}
