import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiskEntry, Signature } from './plan-files.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { errorCode } from '../paths/error-code.ts';

/**
 * What stands in the output folder, as far as a plan asks: every TypeScript file, and whatever bears a wanted name. An absent folder is an empty one.
 *
 * @throws {DiagnosticError} when something there cannot be read, or when the output is no folder.
 */
export async function readOutput(
  folder: string,
  wantedNames: Iterable<string>,
  inspect: (text: string) => Signature,
): Promise<ReadonlyMap<string, DiskEntry>> {
  const wanted = new Set([...wantedNames].map((name) => name.toLowerCase()));
  const found = (await entriesOf(folder)).filter(({ name }) => name.endsWith('.ts') || wanted.has(name.toLowerCase()));
  const read = await Promise.all(
    found.map(async (entry): Promise<[string, DiskEntry]> => [entry.name, await readEntry(folder, entry, inspect)]),
  );
  return new Map(read);
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    if (errorCode(error) === 'ENOTDIR') {
      throw new DiagnosticError(diagnose('file-foreign', { what: `The output ${folder} is a file, not a folder.`, where: folder }));
    }
    throw unreadable(folder, error);
  }
}

async function readEntry(folder: string, entry: Dirent, inspect: (text: string) => Signature): Promise<DiskEntry> {
  const path = join(folder, entry.name);
  if (!entry.isFile())
    return { kind: 'other', what: entry.isDirectory() ? 'a folder' : entry.isSymbolicLink() ? 'a symbolic link' : 'no regular file' };
  try {
    const text = await readFile(path, 'utf8');
    return { kind: 'file', text, signature: inspect(text) };
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): DiagnosticError {
  return new DiagnosticError(
    diagnose('file-unreadable', { what: `${path} cannot be read (${errorCode(error) ?? 'unknown'}).`, where: path }),
  );
}
