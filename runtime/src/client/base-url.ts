import { isLoopback } from '../operator/loopback.ts';
import { invalidOption } from '../workflow/options.ts';

export const DEFAULT_BASE_URL = 'https://operator.opus.com';

/** The base URL without a slash at its end. HTTPS only: the key goes there; this machine is the exception. */
export function readBaseUrl(given: string | undefined): string {
  const text = given?.trim() ?? '';
  if (text === '') return DEFAULT_BASE_URL;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const secure = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === undefined || !secure) throw invalidOption('baseUrl', 'an https URL (http only for localhost)');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw invalidOption('baseUrl', 'a URL without user, query or fragment');
  }
  return (url.origin + url.pathname).replace(/\/+$/, '');
}
