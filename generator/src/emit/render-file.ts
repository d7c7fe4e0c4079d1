import { barrelFile } from './barrel.ts';
import type { FileJob } from './file-job.ts';
import { sign } from './signature.ts';
import { workflowFile } from './workflow-file.ts';
import { createFormatter, type FormatterOptions } from '../format/formatter.ts';
import { workflowNames } from '../names/workflow-names.ts';

/** The whole text of a file, formatted and signed. */
export type RenderFile = (job: FileJob) => Promise<string>;

/** Brings prettier, so it is loaded by those who have something to render. */
export async function createRenderer(options: FormatterOptions): Promise<RenderFile> {
  const format = await createFormatter(options);
  return async (job) => sign(await format(job.fileName, textOf(job)));
}

function textOf(job: FileJob): string {
  switch (job.kind) {
    case 'workflow':
      return workflowFile(job.key, job.workflow, workflowNames(job.key));
    case 'barrel':
      return barrelFile(job.entries, job.importExtension);
    default:
      return job satisfies never;
  }
}
