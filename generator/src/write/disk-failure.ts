import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { errorCode } from '../paths/error-code.ts';

/** The disk refused something, and where. */
export class DiskRefusal extends Error {
  readonly path: string;

  constructor(path: string, cause: unknown) {
    super(`${path} cannot be written (${errorCode(cause) ?? String(cause)})`, { cause });
    this.path = path;
  }
}

/** Says of an error of the file system which path it is about. Others are passed on as they are. */
export async function at<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw errorCode(error) === undefined ? error : new DiskRefusal(path, error);
  }
}

/** What a failed write means to the user. Pure. */
export function diskFailure(error: unknown, path: string): Diagnostic {
  const code = errorCode(error);
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return diagnose('write-denied', { what: `${path} cannot be written (${code}).`, where: path });
    case 'ENOSPC':
    case 'EDQUOT':
      return diagnose('disk-full', { what: `There is no room to write ${path} (${code}).`, where: path });
    default:
      return diagnose('write-failed', { what: `${path} cannot be written (${code ?? String(error)}).`, where: path });
  }
}
