import { join } from 'node:path';
import { createContext, runInContext, type Context } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build, type OutputChunk, type OutputOptions, type RolldownOutput } from 'rolldown';

/** The conditions by which packages choose their files. */
const CONDITIONS = {
  // What Cloudflare's and Vercel's own bundlers ask for.
  edge: ['workerd', 'edge-light', 'worker', 'browser', 'import', 'default'],
  node: ['node', 'import', 'default'],
} as const;

export type Target = keyof typeof CONDITIONS;

/** One script, everything in it, as an edge worker is deployed. */
export interface Bundle {
  readonly code: string;
  /** What it still imports: modules of the platform. */
  readonly imports: readonly string[];
}

/**
 * Bundles a module given as text; its imports are resolved as if it stood in this folder.
 *
 * @returns a script whose exports are the value of `bundle`.
 */
export async function bundleWhole(source: string, target: Target): Promise<Bundle> {
  const [chunk, ...others] = chunksOf(await bundle(source, target, { format: 'iife', name: 'bundle', minify: true, codeSplitting: false }));
  if (chunk === undefined || others.length > 0) throw new Error(`The bundle should be one file, and is ${1 + others.length}.`);
  // What is imported lazily is in the same file, and counts as an import of it.
  return { code: chunk.code, imports: [...chunk.imports, ...chunk.dynamicImports].filter((id) => id !== chunk.fileName) };
}

/** What a bundle weighs after minifying and gzip, chunk by chunk, as a server sends it. */
export interface Weight {
  /** What is loaded with the module that imports it. */
  readonly eagerGzipBytes: number;
  /** What is loaded when it is first needed: each step, by the end of its module's path, beyond the eager part and the steps named before it. */
  readonly lazyGzipBytes: Readonly<Record<string, number>>;
  /** All of it, named or not. */
  readonly totalGzipBytes: number;
  /** The first chunk's text, for who wants to look. */
  readonly code: string;
}

export async function weigh(source: string, steps: readonly string[] = []): Promise<Weight> {
  const chunks = chunksOf(await bundle(source, 'edge', { format: 'esm', minify: true }));
  const loaded = new Set<OutputChunk>();
  /** Loads a chunk with all that it imports, and tells what came. */
  const load = (chunk: OutputChunk | undefined): readonly OutputChunk[] => {
    if (chunk === undefined || loaded.has(chunk)) return [];
    loaded.add(chunk);
    return [chunk, ...chunk.imports.flatMap((id) => load(chunks.find(({ fileName }) => fileName === id)))];
  };
  const entry = chunks.find(({ isEntry }) => isEntry);
  const eagerGzipBytes = gzipBytes(load(entry));
  const lazy = steps.map((step): [string, number] => {
    const chunk = chunks.find(({ isDynamicEntry, facadeModuleId }) => isDynamicEntry && facadeModuleId?.endsWith(step) === true);
    if (chunk === undefined) throw new Error(`Nothing of ${step} is loaded lazily.`);
    return [step, gzipBytes(load(chunk))];
  });
  return {
    eagerGzipBytes,
    lazyGzipBytes: Object.fromEntries(lazy),
    totalGzipBytes: gzipBytes(chunks),
    code: entry?.code ?? '',
  };
}

/** What the chunks weigh that hold any of these modules. */
export async function weighModules(source: string, moduleIds: readonly string[]): Promise<number> {
  const chunks = chunksOf(await bundle(source, 'edge', { format: 'esm', minify: true }));
  return gzipBytes(chunks.filter((chunk) => chunk.moduleIds.some((id) => moduleIds.includes(id))));
}

/** A program in several chunks, run in a world where it is seen which of them it loads. */
export interface SplitProgram {
  /**
   * Runs the program's first chunk with these globals and no others; what it loads later is loaded into the same world.
   *
   * @param missing the ends of modules' paths whose chunks cannot be loaded.
   */
  start(globals: object, missing?: readonly string[]): void;
  /** The modules of all chunks that were loaded so far. */
  loadedModules(): readonly string[];
}

export async function bundleSplit(source: string): Promise<SplitProgram> {
  // In the form that a context of node:vm can load.
  const chunks = chunksOf(await bundle(source, 'edge', { format: 'cjs', minify: true }));
  const loaded = new Map<string, { readonly exports: object }>();
  const chunkOf = (fileName: string): OutputChunk => {
    const chunk = chunks.find((candidate) => candidate.fileName === fileName);
    if (chunk === undefined) throw new Error(`There is no chunk ${fileName}.`);
    return chunk;
  };
  const load = (fileName: string, context: Context, missing: readonly string[]): object => {
    const known = loaded.get(fileName);
    if (known !== undefined) return known.exports;
    const { code, moduleIds } = chunkOf(fileName);
    if (missing.some((end) => moduleIds.some((id) => id.endsWith(end)))) throw new Error(`Cannot find module ${fileName}`);
    const module = { exports: {} };
    loaded.set(fileName, module);
    // What the form of the chunk promises.
    const wrapped = runInContext(`(function (require, module, exports) {${code}\n})`, context) as Wrapped;
    wrapped((id) => load(id.replace('./', ''), context, missing), module, module.exports);
    return module.exports;
  };
  return {
    start(globals, missing = []) {
      const entry = chunks.find(({ isEntry }) => isEntry);
      if (entry !== undefined) load(entry.fileName, createContext({ ...globals }), missing);
    },
    loadedModules: () => [...loaded.keys()].flatMap((fileName) => chunkOf(fileName).moduleIds),
  };
}

/** A chunk of CommonJS, as Node wraps one. */
type Wrapped = (require: (id: string) => object, module: { exports: object }, exports: object) => void;

function gzipBytes(chunks: readonly OutputChunk[]): number {
  return chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).byteLength, 0);
}

const ENTRY = join(import.meta.dirname, 'entry.js');

function bundle(source: string, target: Target, output: OutputOptions): Promise<RolldownOutput> {
  return build({
    input: ENTRY,
    write: false,
    logLevel: 'silent',
    platform: target === 'edge' ? 'browser' : 'node',
    resolve: { conditionNames: [...CONDITIONS[target]] },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? id : undefined),
        load: (id) => (id === ENTRY ? source : undefined),
      },
    ],
    output,
  });
}

function chunksOf({ output }: RolldownOutput): readonly OutputChunk[] {
  return output.filter((file) => file.type === 'chunk');
}
