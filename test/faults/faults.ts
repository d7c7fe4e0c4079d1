import type { FaultKind } from '@opus-codegen/local-operator';

/** Longer than a retry would wait by itself, shorter than a minute. */
const HINT_SECONDS = 3;

/** The request goes to a port where nobody listens: the one fault that the service cannot play. */
export const UNREACHABLE = 'unreachable';

/** What goes wrong in the matrix, by the names its rows bear. "Processed" tells whether the service did what it was asked for. */
export const FAULTS = {
  'nobody listens': UNREACHABLE,
  'dropped before': { kind: 'dropBefore' },
  'dropped after (processed)': { kind: 'dropAfter' },
  'no answer': { kind: 'hang' },
  'no answer (processed)': { kind: 'hangAfter' },
  'HTTP 408': { kind: 'status', status: 408 },
  '429 Retry-After': { kind: 'rateLimit', hintSeconds: HINT_SECONDS, via: 'header' },
  '429 hint in the body': { kind: 'rateLimit', hintSeconds: HINT_SECONDS, via: 'body' },
  '429 hint of zero': { kind: 'rateLimit', hintSeconds: 0, via: 'body' },
  'HTTP 500': { kind: 'status', status: 500 },
  'HTTP 503': { kind: 'status', status: 503 },
  '503 Retry-After': { kind: 'status', status: 503, headers: { 'retry-after': String(HINT_SECONDS) } },
  'HTML 502': { kind: 'html', status: 502 },
  'half a JSON (processed)': { kind: 'truncatedJson' },
  'body cut (processed)': { kind: 'cutBody' },
  '200 with 500 inside': { kind: 'innerError' },
  'redirect, same origin': { kind: 'redirect', to: 'sameOrigin' },
  'redirect, other origin': { kind: 'redirect', to: 'crossOrigin' },
} as const satisfies Readonly<Record<string, FaultKind | typeof UNREACHABLE>>;

export type FaultName = keyof typeof FAULTS;
