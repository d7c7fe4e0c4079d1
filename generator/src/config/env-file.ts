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
  try {
    return parseEnv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw new DiagnosticError(diagnose('env-file-unreadable', { what: `${path} cannot be read (${String(code)}).`, where: path }));
  }
}

function definedOnly(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
}
