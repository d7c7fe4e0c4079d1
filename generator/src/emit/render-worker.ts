/** A thread of `render-in-threads.ts`. */
import module from 'node:module';
import type { FileJob } from './file-job.ts';
import type { RenderFile } from './render-file.ts';
import type { FormatterOptions } from '../format/formatter.ts';

/** What a thread is asked for. The options are the same in every task of a run. */
export interface RenderTask {
  readonly jobs: readonly FileJob[];
  readonly options: FormatterOptions;
}

/** The texts in the order of the jobs, or why the user's prettier config cannot be used. */
export type Rendering = { readonly ok: true; readonly texts: readonly string[] } | { readonly ok: false; readonly message: string };

module.enableCompileCache();
const { createRenderer } = await import('./render-file.ts');
const { FormatError } = await import('../format/formatter.ts');
let renderer: Promise<RenderFile> | undefined;

// oxlint-disable-next-line import/no-default-export -- what the pool calls
export default async function render({ jobs, options }: RenderTask): Promise<Rendering> {
  try {
    const renderFile = await (renderer ??= createRenderer(options));
    const texts: string[] = [];
    for (const job of jobs) texts.push(await renderFile(job));
    return { ok: true, texts };
  } catch (error) {
    if (error instanceof FormatError) return { ok: false, message: error.message };
    throw error;
  }
}
