import { readFileSync } from 'node:fs';
import module from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ownPackage } from '../own-package.ts';

const OWN_NAME = '@opus-codegen/generator';

/**
 * The default export of a config file, freshly run.
 *
 * `@opus-codegen/generator` is always this very package, so a folder without node_modules can have a typed config. Node runs the file itself
 * where it can, in a fifth of the time; what it refuses to load (TypeScript with more than types in it, imports without extension, an older
 * Node) goes through jiti. Nothing is cached on the disk.
 *
 * @throws whatever the config throws, and syntax errors as the loader tells them.
 */
export async function importConfig(path: string): Promise<unknown> {
  if (extname(path) === '.json') return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  try {
    return await importNatively(path);
  } catch (error) {
    if (!isLoaderRefusal(error)) throw error;
  }
  const { createJiti } = await import('jiti');
  const jiti = createJiti(import.meta.url, {
    fsCache: false,
    moduleCache: false,
    interopDefault: true,
    alias: { [OWN_NAME]: fileURLToPath(ownPackage().entry) },
  });
  return await jiti.import(path, { default: true });
}

let importCount = 0;

async function importNatively(path: string): Promise<unknown> {
  // Node 22.15 and later.
  if (typeof module.registerHooks !== 'function') throw new LoaderTooOld();
  importCount += 1;
  // A module is run once per URL: the query makes a changed config run again.
  const url = `${pathToFileURL(path).href}${importCount === 1 ? '' : `?run=${importCount}`}`;
  const { entry } = ownPackage();
  const hooks = module.registerHooks({
    resolve: (specifier, context, next) => (specifier === OWN_NAME ? { url: entry, shortCircuit: true } : next(specifier, context)),
    // What the nearest package.json says of modules is about the project's own code; Node would guess, and warn that it had to.
    load: (loaded, context, next) => next(loaded, loaded === url ? { ...context, format: formatOf(path) } : context),
  });
  const restoreWarnings = silenceExperimentalWarnings();
  try {
    const loaded: { readonly default?: unknown } = await import(/* @vite-ignore */ url);
    return loaded.default;
  } finally {
    hooks.deregister();
    restoreWarnings();
  }
}

function formatOf(path: string): string {
  return path.endsWith('ts') ? 'module-typescript' : 'module';
}

class LoaderTooOld extends Error {}

/** Errors raised before the config did anything, so that running it once more repeats nothing. */
function isLoaderRefusal(error: unknown): boolean {
  if (error instanceof LoaderTooOld || error instanceof SyntaxError) return true;
  // `module.exports = …`: jiti takes both forms.
  if (error instanceof ReferenceError) return /^(?:module|exports|require|__dirname|__filename) is not defined/.test(error.message);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && REFUSALS.has(code);
}

const REFUSALS: ReadonlySet<string> = new Set([
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
  'ERR_MODULE_NOT_FOUND',
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNKNOWN_MODULE_FORMAT',
  'ERR_UNSUPPORTED_DIR_IMPORT',
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
]);

/** Some versions of Node call running TypeScript an experiment; nobody can act on that here. */
function silenceExperimentalWarnings(): () => void {
  const emitWarning = process.emitWarning;
  process.emitWarning = (warning: string | Error, ...rest: readonly unknown[]): void => {
    if (rest[0] !== 'ExperimentalWarning') Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  return () => {
    process.emitWarning = emitWarning;
  };
}
