import type { JobUpdate, RunEvent } from '@opus-codegen/runtime';

/** What an event of a run says in one line; `undefined` for what needs nobody's attention. */
export function eventLine(event: RunEvent, uploads: { readonly done: number; readonly of: number }): string | undefined {
  switch (event.type) {
    case 'job.initiated':
      return `Job ${event.jobExecutionId} was made; it runs nothing yet`;
    case 'initiate.maybeDuplicated':
      return `The answer to initiate was lost (${event.reason}); asking once more`;
    case 'file.uploaded':
      return `Uploaded ${uploads.done}/${uploads.of}: ${event.place} (${sizeText(event.sizeBytes)})`;
    case 'job.executing':
      return `Executing job ${event.jobExecutionId}`;
    case 'schema.drift':
      return 'The live workflow is another than the lockfile says; these values fit it';
    case 'retry':
      return `${event.call}: ${event.reason}${event.status === undefined ? '' : ` (${event.status})`}, again in ${(event.delayMs / 1000).toFixed(1)} s`;
    case 'job.initiating':
    case 'job.executed':
    case 'job.status':
      return undefined;
    default:
      return event satisfies never;
  }
}

/** `IN_PROGRESS, 3 of 12 nodes, running Extract` */
export function updateLine({ status, progress }: Pick<JobUpdate, 'status' | 'progress'>): string {
  if (progress === undefined) return status;
  const running = progress.runningNode === undefined ? '' : `, running ${progress.runningNode}`;
  return `${status}, ${progress.executedNodes} of ${progress.nodes} nodes${running}`;
}

function sizeText(sizeBytes: number): string {
  if (sizeBytes < 1024) return `${sizeBytes} B`;
  return sizeBytes < 1024 * 1024 ? `${(sizeBytes / 1024).toFixed(1)} kB` : `${(sizeBytes / 1024 / 1024).toFixed(1)} MB`;
}
