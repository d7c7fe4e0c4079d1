import { ts } from 'ts-morph';

/** The file system as the compiler asks for it. Everything is asked once: a run sees one state of the disk. */
export interface Disk {
  /** One key for all spellings of a path. */
  readonly key: (path: string) => string;
  readonly readFile: (path: string) => string | undefined;
  readonly fileExists: (path: string) => boolean;
  readonly directoryExists: (path: string) => boolean;
  readonly getDirectories: (path: string) => string[];
  readonly realpath: (path: string) => string;
}

export function createDisk(): Disk {
  const { sys } = ts;
  return {
    key: sys.useCaseSensitiveFileNames ? (path) => path : (path) => path.toLowerCase(),
    readFile: remembered((path) => sys.readFile(path)),
    fileExists: remembered((path) => sys.fileExists(path)),
    directoryExists: remembered((path) => sys.directoryExists(path)),
    getDirectories: remembered((path) => sys.getDirectories(path)),
    realpath: remembered((path) => sys.realpath?.(path) ?? path),
  };
}

function remembered<T>(ask: (path: string) => T): (path: string) => T {
  const answers = new Map<string, T>();
  return (path) => {
    const known = answers.get(path);
    if (known !== undefined || answers.has(path)) return known as T; // `has` says it was stored, and T may hold undefined
    const answer = ask(path);
    answers.set(path, answer);
    return answer;
  };
}
