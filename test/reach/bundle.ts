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
  /** What is loaded when it is first needed. */
  readonly lazyGzipBytes: number;
  /** The first chunk's text, for who wants to look. */
  readonly code: string;
}

export async function weigh(source: string, target: Target = 'edge'): Promise<Weight> {
  const chunks = chunksOf(await bundle(source, target, { format: 'esm', minify: true }));
  const eager = new Set<OutputChunk>();
  const visit = (chunk: OutputChunk | undefined): void => {
    if (chunk === undefined || eager.has(chunk)) return;
    eager.add(chunk);
    for (const id of chunk.imports) visit(chunks.find(({ fileName }) => fileName === id));
  };
  const entry = chunks.find(({ isEntry }) => isEntry);
  visit(entry);
  return {
    eagerGzipBytes: gzipBytes([...eager]),
    lazyGzipBytes: gzipBytes(chunks.filter((chunk) => !eager.has(chunk))),
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
