import { join } from 'node:path';
import type { Options } from 'prettier';

export interface FormatterOptions {
  /** The prettier config to format with. Without it, the one prettier finds for files in `outputDir`, else prettier's own defaults. */
  readonly prettierConfigPath?: string;
  /** Where the files will stand, absolute: the user's prettier config and `.editorconfig` are looked up from there. Nothing is written. */
  readonly outputDir?: string;
}

/** Formats a generated file. `fileName` is relative to the output directory. */
export type Format = (fileName: string, text: string) => Promise<string>;

/** The user's prettier config, or something it names, cannot be used. `cause` is prettier's own error. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/**
 * A formatter with the user's own prettier config, so that `prettier --check` in their project agrees with us. Always LF, so that a file has the
 * same bytes on every machine.
 */
export async function createFormatter({ prettierConfigPath, outputDir }: FormatterOptions): Promise<Format> {
  const prettier = await import('prettier');
  return async (fileName, text) => {
    const filepath = outputDir === undefined ? fileName : join(outputDir, fileName);
    const config = await guarded('read', async () => {
      if (prettierConfigPath === undefined && outputDir === undefined) return null;
      return prettier.resolveConfig(filepath, {
        editorconfig: true,
        ...(prettierConfigPath === undefined ? {} : { config: prettierConfigPath }),
      });
    });
    return guarded('use', async () => prettier.format(text, { ...config, ...FIXED, parser: parserFor(config), filepath }));
  };
}

/** What the user's config may not decide: the line ends, and whether a file needs a marker to be formatted. */
const FIXED: Options = { endOfLine: 'lf', requirePragma: false, insertPragma: false };

/**
 * Of prettier's two parsers of TypeScript, Babel's is the faster, and what is printed of ours is the same. Plugins may have a `typescript` parser of their
 * own, which sorts imports, say.
 */
function parserFor(config: Options | null): 'babel-ts' | 'typescript' {
  return (config?.plugins ?? []).length === 0 ? 'babel-ts' : 'typescript';
}

async function guarded<T>(verb: 'read' | 'use', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    // A syntax error with a place is about the text, which is ours: a bug, and not the user's config.
    if (cause instanceof SyntaxError && 'loc' in cause && verb === 'use') throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new FormatError(`Cannot ${verb} the project's prettier config: ${reason}`, { cause });
  }
}
