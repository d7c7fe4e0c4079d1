import type { Options } from 'prettier';

/**
 * An edited file as the project's prettier would have it, if that is what it was before the edit; else as it is. A prettier that cannot be used is
 * no reason not to edit.
 */
export async function keepFormatted(path: string, before: string, after: string): Promise<string> {
  const prettier = await import('prettier');
  try {
    const config = await prettier.resolveConfig(path, { editorconfig: true });
    if (config === null) return after;
    const options: Options = { ...config, filepath: path };
    return (await prettier.check(before, options)) ? await prettier.format(after, options) : after;
  } catch {
    return after;
  }
}
