export const DEFAULT_BASE_URL = 'https://operator.opus.com';

export type BaseUrlReading = { readonly ok: true; readonly baseUrl: string } | { readonly ok: false; readonly problem: string };

/** The service's address without a slash at its end. HTTPS, except for this machine itself (runtime.md, transport). Never repeats the text. */
export function readBaseUrl(text: string): BaseUrlReading {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return { ok: false, problem: 'it is not an absolute URL' };
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '') return { ok: false, problem: 'it has a user or a password in it' };
  if (url.search !== '' || url.hash !== '') return { ok: false, problem: 'it has a query or a fragment' };
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return { ok: false, problem: 'plain http would send the key unencrypted' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { ok: false, problem: `${url.protocol} is not https:` };
  return { ok: true, baseUrl: `${url.origin}${url.pathname.replace(/\/+$/, '')}` };
}

/** Whether a base URL, as read, is of this machine itself. Pure. */
export function isLoopbackUrl(baseUrl: string): boolean {
  return isLoopback(new URL(baseUrl).hostname);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
