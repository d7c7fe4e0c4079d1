import { resolve } from 'node:path';
import { file, uploaded } from '@opus-codegen/runtime';

/**
 * The file that a text in place of a file stands for: a path from a folder, or the URL of a file the service already holds. An empty text stands
 * for none and stays what it is.
 */
export function fileValue(text: string, folder: string): unknown {
  if (text === '') return text;
  return isUrl(text) ? uploaded(text) : file(resolve(folder, text));
}

function isUrl(text: string): boolean {
  return /^https?:\/\//i.test(text);
}

/** How many different files of this machine a value holds: what is uploaded for it. */
export function countLocalFiles(value: unknown): number {
  return new Set(localPaths(value)).size;
}

function localPaths(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('~file' in value) return 'path' in value && typeof value.path === 'string' ? [value.path] : [];
  return Object.values(value).flatMap(localPaths);
}
