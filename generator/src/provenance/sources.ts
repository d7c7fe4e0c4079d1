import { createHash } from 'node:crypto';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { emitterIdentity } from './emitter-identity.ts';
import { formatSettings } from './format-settings.ts';
import { barrelEntry } from '../emit/barrel-entry.ts';
import type { ImportExtension } from '../config/import-extension.ts';
import { workflowNames } from '../names/workflow-names.ts';

export interface SourcesRequest {
  readonly workflows: Readonly<Record<string, LockedWorkflow>>;
  readonly importExtension: ImportExtension;
  readonly barrel: boolean;
  readonly outputDir: string;
}

/**
 * What each generated file is made from, as one hash a file: a file that bears it, and whose signature holds, is what rendering would give, and need
 * not be rendered to know that. `undefined` when it cannot be known.
 */
export function sourcesOf({ workflows, importExtension, barrel, outputDir }: SourcesRequest): ReadonlyMap<string, string> | undefined {
  const format = formatSettings(outputDir);
  if (format === undefined) return undefined;
  const common = hashOf([emitterIdentity(), format]);
  const own = Object.entries(workflows).map(([key, workflow]): [string, string] => [
    `${workflowNames(key).module}.ts`,
    hashOf([common, key, JSON.stringify(workflow)]),
  ]);
  const entries = Object.entries(workflows).map(([key, workflow]) => JSON.stringify(barrelEntry(key, workflow)));
  return new Map([...own, ...(barrel ? [['index.ts', hashOf([common, importExtension, ...entries.toSorted()])] as const] : [])]);
}

/** Hexadecimal digits. Enough to tell two states of a project apart; that nobody forged a file is the signature's to say. */
const HASH_LENGTH = 16;

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, HASH_LENGTH);
}
