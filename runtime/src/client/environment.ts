/** An environment variable where the platform has them; read when it is needed, never at import. */
export function environment(name: 'OPUS_SERVICE_KEY' | 'OPUS_BASE_URL'): string | undefined {
  try {
    // Not every platform has a `process`, and the name must stay free for those.
    const { process } = globalThis as { readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> } };
    return process?.env?.[name];
  } catch {
    // Deno asks for a permission and throws when it is denied.
    return undefined;
  }
}
