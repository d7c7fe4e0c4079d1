import { ConfigError } from '../errors/config-error.ts';

/** Every visitor of a page can read a key that is in it. */
export function refuseBrowser(): void {
  const page: { readonly window?: { readonly document?: unknown }; readonly navigator?: unknown } = globalThis;
  if (page.window?.document === undefined || page.navigator === undefined) return;
  throw new ConfigError({
    code: 'INVALID_OPTION',
    message: 'In a browser window every visitor could read the service key.',
    hint: 'Run workflows on a server. If nobody else can open this page, pass dangerouslyAllowBrowser: true.',
  });
}
