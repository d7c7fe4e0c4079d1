/** What every edge runtime offers (WinterTC's minimum common API, as far as a client could want it), and nothing else. */
const NAMES = `
  AbortController AbortSignal Blob File FormData Headers Request Response ReadableStream TransformStream TextDecoder TextEncoder URL
  URLSearchParams crypto fetch performance structuredClone DOMException setTimeout clearTimeout queueMicrotask atob btoa Uint8Array ArrayBuffer`;

export function webGlobals(): Readonly<Record<string, unknown>> {
  const entries = NAMES.trim()
    .split(/\s+/)
    .map((name) => [name, Reflect.get(globalThis, name) as unknown]);
  return Object.fromEntries(entries);
}
