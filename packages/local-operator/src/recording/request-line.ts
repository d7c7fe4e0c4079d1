import type { RecordedRequest } from './recorded-request.ts';

/** A request and what was answered, as one line of a log. Whatever a client sent: nothing in it moves a terminal's cursor. */
export function requestLine({ method, origin, path, status, faulted }: RecordedRequest): string {
  const place = origin === 'storage' ? '(storage) ' : '';
  return `${printable(method)} ${place}${printable(path)} ${status ?? 'no answer'}${faulted === undefined ? '' : ` (fault ${faulted})`}`;
}

/** Paths and ids come from elsewhere: control characters must not reach a terminal. */
export const printable = (text: string): string => text.slice(0, 300).replaceAll(/[\p{Cc}\p{Cf}]/gu, '?');
