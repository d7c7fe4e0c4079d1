/** Whether a host name (as `URL.hostname` writes it) is this machine, the only one that may be spoken to without TLS. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
