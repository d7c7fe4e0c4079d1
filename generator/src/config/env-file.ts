import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { errorCode } from '../paths/error-code.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/**
 * The environment, with `.env` of a folder below it: a variable that is set wins over the file. `process.env` itself stays as it is.
 *
 * @throws {DiagnosticError} when the file exists and cannot be read.
 */
export function withEnvFile(folder: string, env: Env): Env {
  const variables = readEnvFile(folder);
  return variables === undefined ? env : { ...variables, ...definedOnly(env) };
}

/**
 * The variables of a folder's `.env`; `undefined` when there is none.
 *
 * @throws {DiagnosticError} when the file exists and cannot be read.
 */
export function readEnvFile(folder: string): Env | undefined {
  const path = join(folder, '.env');
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw new DiagnosticError(diagnose('env-file-unreadable', { what: `${path} cannot be read (${String(code)}).`, where: path }));
  }
  if (!isUtf16(bytes)) return parseEnv(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  // Taken all the same it would help nobody: `node --env-file` does not read it either.
  const fix = 'Save it as UTF-8. The > of Windows PowerShell writes UTF-16; that of PowerShell 7 and of cmd does not.';
  throw new DiagnosticError(diagnose('env-file-unreadable', { what: `${path} is UTF-16.`, where: path, fix }));
}

/** By its byte order mark, or by the zero byte in the first letter's place. */
function isUtf16([first, second]: Uint8Array): boolean {
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return hasMark || first === 0 || second === 0;
}

function definedOnly(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}
