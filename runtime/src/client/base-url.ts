import { isLoopback } from '../operator/loopback.ts';
import { invalidOption } from '../options.ts';

export const DEFAULT_BASE_URL = 'https://operator.opus.com';

/** The base URL without a slash at its end. HTTPS only: the key goes there; this machine is the exception. */
export function readBaseUrl(given: string | undefined): string {
  const text = given?.trim() ?? '';
  if (text === '') return DEFAULT_BASE_URL;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  // What else a URL may hold stands in `href` alone.
  if (url === undefined || !secure || url.href !== url.origin + url.pathname) {
    throw invalidOption('baseUrl', 'an https URL (http only for localhost), without user, query or fragment');
  }
  return url.href.replace(/\/+$/, '');
}
