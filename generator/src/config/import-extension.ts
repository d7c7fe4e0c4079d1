import { join } from 'node:path';
import type { Project } from './project.ts';

export type ImportExtension = '.ts' | '.js' | '';

/**
 * How the barrel names its neighbours. `auto` asks the tsconfig.json nearest to the output: what its compiler settings allow, and `.ts` where there is
 * none, since Node then runs the sources as they are.
 */
export async function importExtensionOf({ importExtension, barrel, outputDir }: Project): Promise<ImportExtension> {
  if (importExtension !== 'auto') return importExtension;
  if (!barrel) return '.ts'; // nothing imports a neighbour
  const { getTsconfig } = await import('get-tsconfig');
  const options = nearest(() => getTsconfig(join(outputDir, 'index.ts'))?.config.compilerOptions);
  return options === undefined ? '.ts' : extensionFor(options);
}

export interface CompilerOptions {
  readonly allowImportingTsExtensions?: boolean;
  readonly rewriteRelativeImportExtensions?: boolean;
  readonly module?: string;
  readonly moduleResolution?: string;
}

/** The extension a compiler with these options takes. Pure. */
export function extensionFor(options: CompilerOptions): ImportExtension {
  if (options.allowImportingTsExtensions === true || options.rewriteRelativeImportExtensions === true) return '.ts';
  const resolution = options.moduleResolution ?? options.module ?? '';
  // Node's own rules ask for the extension; bundlers and the old CommonJS look-up (`node`, `node10`) do not.
  return /^node(?:1[6-9]|[2-9]\d|next)$/i.test(resolution) ? '.js' : '';
}

/** A tsconfig that cannot be read is the compiler's to report. */
function nearest<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
