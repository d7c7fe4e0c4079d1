import { createRequire } from 'node:module';
import type { ResourceLimits } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { FileJob, RenderedFiles } from './file-job.ts';
import type { Rendering, RenderTask } from './render-worker.ts';
import { FormatError, type FormatterOptions } from '../format/formatter.ts';

/** Few enough that no thread is at work long after the others, many enough that handing them over takes no time. */
const FILES_A_TASK = 8;

/**
 * V8 lets a thread's heap grow to several times of what it needs, as long as there is memory; so bounded it collects its garbage, in about as much time.
 * Rendering the files of ten thousand workflows needs no more than those of one: about 60 MB.
 */
const LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 192 };

/** As `renderFiles`, on so many threads. `undefined` when some file is so large that a thread's memory did not suffice. */
export async function renderInThreads(
  jobs: readonly FileJob[],
  options: FormatterOptions,
  threads: number,
  onRendered: (fileName: string) => void,
  resourceLimits: ResourceLimits = LIMITS,
): Promise<RenderedFiles | undefined> {
  // package.json says where that is: the source in a checkout, what was built from it in a published package.
  const filename = createRequire(import.meta.url).resolve('#render-worker');
  const pool = new Piscina({ filename, minThreads: threads, maxThreads: threads, resourceLimits });
  try {
    const tasks = chunksOf(jobs, FILES_A_TASK).map((chunk): RenderTask => ({ jobs: chunk, options }));
    const renderTask = async (task: RenderTask): Promise<Rendering> => {
      const rendering: Rendering = await pool.run(task);
      if (rendering.ok) for (const { fileName } of task.jobs) onRendered(fileName);
      return rendering;
    };
    // A thread that dies between two tasks is told here.
    const broken = new Promise<never>((_, reject) => pool.on('error', reject));
    const renderings: readonly Rendering[] = await Promise.race([broken, Promise.all(tasks.map(renderTask))]);
    return renderings.flatMap((rendering, index) => {
      // An error loses its class between threads.
      if (!rendering.ok) throw new FormatError(rendering.message);
      return (tasks[index]?.jobs ?? []).map(({ fileName }, place) => [fileName, rendering.texts[place] ?? ''] as const);
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY') return undefined;
    throw error;
  } finally {
    await pool.destroy();
  }
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
