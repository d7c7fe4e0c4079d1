import { availableParallelism } from 'node:os';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FileJob, RenderedFiles } from './file-job.ts';
import type { FormatterOptions } from '../format/formatter.ts';

/** A thread loads prettier of its own and has to warm it up; fewer files than this are as soon done without it. */
const LEAST_FILES_A_THREAD = 128;

/** Each holds some hundred megabytes, and the start of each takes the longer the more there are. */
const MOST_THREADS = 4;

/**
 * Renders files, on several threads when that is the faster way. The same jobs give the same bytes whichever it is.
 *
 * @throws {FormatError} when the user's prettier config or a plugin of it cannot be used.
 */
export async function renderFiles(
  jobs: readonly FileJob[],
  options: FormatterOptions,
  onRendered: (fileName: string) => void,
): Promise<RenderedFiles> {
  const told = new Set<string>();
  const tell = (fileName: string): void => {
    // Threads that gave up may have done some already.
    if (!told.has(fileName)) onRendered(fileName);
    told.add(fileName);
  };
  const threads = Math.min(availableParallelism(), MOST_THREADS, Math.floor(jobs.length / LEAST_FILES_A_THREAD));
  if (threads > 1) {
    const { renderInThreads } = await import('./render-in-threads.ts');
    const rendered = await renderInThreads(jobs, options, threads, tell);
    if (rendered !== undefined) return rendered;
  }
  const { createRenderer } = await import('./render-file.ts');
  const render = await createRenderer(options);
  const files: (readonly [string, string])[] = [];
  for (const job of jobs) {
    files.push([job.fileName, await render(job)]);
    tell(job.fileName);
    // Rendering leaves no room for anything else: neither for Ctrl-C nor for the clock of the live list.
    await nextTurn();
  }
  return files;
}
