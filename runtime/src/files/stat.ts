import type { InputErrorCode } from '../errors/codes.ts';
import { issueAt, type InputIssue } from '../input/issue.ts';
import type { FoundFile } from './collect.ts';
import type { LocalFiles, LocalVersion } from './local.ts';
import { isLocalFile, isNamedBytes } from './source.ts';

/** A file that was looked at and can be uploaded. */
export interface StatedFile extends FoundFile {
  readonly sizeBytes: number;
  /** Of a local file: what must still hold when it is opened. */
  readonly version?: LocalVersion;
}

/** The largest file the service takes (operator-api.md §5). */
export const MAX_FILE_BYTES: number = 10 * 1024 * 1024;

/** Looks at every file before a job exists. Answers with everything wrong: missing, unreadable, directory, empty, too large. */
export async function statFiles(
  files: readonly FoundFile[],
): Promise<{ readonly files: readonly StatedFile[]; readonly issues: readonly InputIssue[] }> {
  const looked = await Promise.all(files.map(look));
  return {
    files: looked.filter((file) => 'sizeBytes' in file),
    issues: looked.filter((file) => 'message' in file),
  };
}

let localFiles: Promise<LocalFiles> | undefined;

/** Loaded when the first run has local files, and once: to ask the loader again would cost more than to look at a file. */
export function loadLocalFiles(): Promise<LocalFiles> {
  return (localFiles ??= import('#local-files'));
}

async function look(file: FoundFile): Promise<StatedFile | InputIssue> {
  const { source } = file;
  if (!isLocalFile(source)) return sized(file, 'a file', isNamedBytes(source) ? source.data.byteLength : source.size);
  const { statLocal } = await loadLocalFiles();
  const stat = await statLocal(source.path);
  switch (stat.kind) {
    case 'file':
      const { sizeBytes, modifiedMs } = stat;
      return sized(file, source.path, sizeBytes, { sizeBytes, modifiedMs });
    case 'missing':
      return wrong(file, 'FILE_NOT_FOUND', `${source.path}, which does not exist`);
    case 'directory':
      return wrong(file, 'FILE_UNREADABLE', `${source.path}, which is a directory`);
    case 'unreadable':
      return wrong(file, 'FILE_UNREADABLE', `${source.path}, which cannot be read (${stat.reason})`);
    default:
      return stat satisfies never;
  }
}

function sized(file: FoundFile, name: string, sizeBytes: number, version?: LocalVersion): StatedFile | InputIssue {
  if (sizeBytes === 0) return wrong(file, 'FILE_UNREADABLE', `${name}, which is empty`);
  if (sizeBytes > MAX_FILE_BYTES) return wrong(file, 'FILE_TOO_LARGE', `${name} of ${Math.ceil((sizeBytes / 2 ** 20) * 10) / 10} MB`);
  return { ...file, sizeBytes, ...(version && { version }) };
}

function wrong({ path }: FoundFile, code: InputErrorCode, received: string): InputIssue {
  return issueAt(path, { code, expected: 'a readable file of 1 byte to 10 MB', received });
}
