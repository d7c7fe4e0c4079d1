import { readFileSync, realpathSync } from 'node:fs';
import module from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ownPackage } from '../own-package.ts';
import { errorCode } from '../paths/error-code.ts';
import { asGuest } from './as-guest.ts';

const OWN_NAME = '@opus-codegen/generator';

/**
 * The default export of a config file, freshly run.
 *
 * `@opus-codegen/generator` is always this very package, so a folder without node_modules can have a typed config. Node runs the file itself
 * where it can, in a fifth of the time; what it refuses to load (TypeScript with more than types in it, imports without extension, an older
 * Node) goes through jiti. Nothing is cached on the disk.
 *
 * @param text what is run as if it stood there: a config that is about to be written.
 * @throws whatever the config throws, and syntax errors as the loader tells them.
 */
export async function importConfig(path: string, text?: string): Promise<unknown> {
  if (extname(path) === '.json') return JSON.parse((text ?? readFileSync(path, 'utf8')).replace(/^\uFEFF/, ''));
  return asGuest(() => importCode(path, text));
}

async function importCode(path: string, text: string | undefined): Promise<unknown> {
  try {
    return await importNatively(path, text);
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
  if (text === undefined) return await jiti.import(path, { default: true });
  const evaluated: unknown = await jiti.evalModule(text, { filename: path, ext: extname(path), async: true, forceTranspile: true });
  return typeof evaluated === 'object' && evaluated !== null && 'default' in evaluated ? evaluated.default : evaluated;
}

async function importNatively(path: string, text: string | undefined): Promise<unknown> {
  // Node 22.15 and later.
  if (typeof module.registerHooks !== 'function') throw new LoaderUnfit();
  if (!path.endsWith('ts')) return await importAs('module', path, text);
  if (isPlainUnlessRefused(text ?? readFileSync(path, 'utf8'))) {
    try {
      return await importAs('module', path, text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return await importAs('module-typescript', path, text);
}

/**
 * Most TypeScript configs hold no types, and to take types out of a file costs Node more than all the rest of a start. What JavaScript reads otherwise
 * than TypeScript are type arguments (`f<T>(x)`, two comparisons); other types are a syntax error before anything runs.
 */
function isPlainUnlessRefused(text: string): boolean {
  return !/[\w$)\]]\s*</.test(text);
}

let importCount = 0;

async function importAs(format: 'module' | 'module-typescript', path: string, text: string | undefined): Promise<unknown> {
  importCount += 1;
  // A module is run once per URL: the query makes a changed config run again.
  // Links followed, as Node follows them: the hook below knows the file by its address.
  const url = `${pathToFileURL(realpathSync(path)).href}${importCount === 1 ? '' : `?run=${importCount}`}`;
  const { entry } = ownPackage();
  let isServed = false;
  const hooks = module.registerHooks({
    resolve: (specifier, context, next) => (specifier === OWN_NAME ? { url: entry, shortCircuit: true } : next(specifier, context)),
    // What the nearest package.json says of modules is about the project's own code; Node would guess, and warn that it had to.
    load: (loaded, context, next) => {
      if (loaded !== url) return next(loaded, context);
      isServed = true;
      return text === undefined ? next(loaded, { ...context, format }) : { format, source: text, shortCircuit: true };
    },
  });
  const restoreWarnings = silenceExperimentalWarnings();
  try {
    const loaded: { readonly default?: unknown } = await import(/* @vite-ignore */ url);
    // Another loader was quicker (a test runner's), and has read the file.
    if (text !== undefined && !isServed) throw new LoaderUnfit();
    return loaded.default;
  } finally {
    hooks.deregister();
    restoreWarnings();
  }
}

class LoaderUnfit extends Error {}

/** Errors raised before the config did anything, so that running it once more repeats nothing. */
function isLoaderRefusal(error: unknown): boolean {
  if (error instanceof LoaderUnfit || error instanceof SyntaxError) return true;
  // `module.exports = …`: jiti takes both forms.
  if (error instanceof ReferenceError) return /^(?:module|exports|require|__dirname|__filename) is not defined/.test(error.message);
  return REFUSALS.has(errorCode(error));
}

const REFUSALS: ReadonlySet<string | undefined> = new Set([
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
