/** A request as the injected `fetch` saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  readonly headers: Headers;
  readonly text: string;
  readonly redirect: string;
  readonly signal: AbortSignal;
}

/** An answer: a response, something to throw, or JSON to answer with 200. */
export type FakeAnswer = Response | Error | 'never' | object;

export interface FakeFetch {
  readonly fetch: typeof fetch;
  readonly seen: readonly SeenRequest[];
  /** `GET /workflow/wf` … in order. */
  readonly lines: readonly string[];
}

/** Answers by a function of the request; `count` tells how often that very line was asked before (0 the first time). */
export function createFakeFetch(
  answer: (line: string, count: number, request: SeenRequest) => FakeAnswer | Promise<FakeAnswer>,
): FakeFetch {
  const seen: SeenRequest[] = [];
  const lines: string[] = [];
  return {
    seen,
    lines,
    async fetch(input) {
      // ky always hands over a Request.
      const request = input as Request;
      const { method, url, headers, redirect, signal } = request;
      const { pathname, search } = new URL(url);
      const told = { method, url, path: pathname + search, headers, redirect, signal, text: await request.text() };
      const line = `${method} ${told.path}`;
      const count = lines.filter((other) => other === line).length;
      seen.push(told);
      lines.push(line);
      const given = await answer(line, count, told);
      if (given === 'never')
        return await new Promise<Response>((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      if (given instanceof Error) throw given;
      return given instanceof Response ? given : Response.json(given);
    },
  };
}

/** A failure as Node's fetch throws it: a `TypeError` around the one with the code. */
export function networkError(code: string, more: object = {}): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error('secret words'), { code, ...more }) });
}
