import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { barrelEntry, type BarrelEntry } from './barrel-entry.ts';
import { workflowNames } from '../names/workflow-names.ts';

/** One file to render, as plain data: a job may go to another thread. */
export type FileJob =
  | { readonly kind: 'workflow'; readonly fileName: string; readonly key: string; readonly workflow: LockedWorkflow }
  | {
      readonly kind: 'barrel';
      readonly fileName: 'index.ts';
      readonly entries: readonly BarrelEntry[];
      /** How it imports its neighbours; `''` for bundlers. */
      readonly importExtension: '.ts' | '.js' | '';
    };

/** What came of the jobs: text by file name. */
export type RenderedFiles = readonly (readonly [fileName: string, text: string])[];

export interface FileJobsOptions {
  readonly importExtension: '.ts' | '.js' | '';
  /** Whether to write `index.ts`. */
  readonly barrel: boolean;
  /** Only the files of these names. */
  readonly only?: ReadonlySet<string>;
}

/** Every file asked for, in the order of the workflows. */
export function fileJobs(
  workflows: readonly (readonly [string, LockedWorkflow])[],
  { importExtension, barrel, only }: FileJobsOptions,
): readonly FileJob[] {
  const isAsked = (fileName: string): boolean => only?.has(fileName) ?? true;
  const files = workflows.flatMap(([key, workflow]): readonly FileJob[] => {
    const fileName = `${workflowNames(key).module}.ts`;
    return isAsked(fileName) ? [{ kind: 'workflow', fileName, key, workflow }] : [];
  });
  if (!barrel || !isAsked('index.ts')) return files;
  const entries = workflows.map(([key, workflow]) => barrelEntry(key, workflow));
  return [...files, { kind: 'barrel', fileName: 'index.ts', entries, importExtension }];
}
