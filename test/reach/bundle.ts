import { join } from 'node:path';
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
