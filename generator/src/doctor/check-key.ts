import { ok, problem, skipped, type Finding } from './finding.ts';
import { closest } from '../config/closest.ts';
import type { Env } from '../config/env-file.ts';
import { missingKey } from '../config/missing-key.ts';
import { keyOddity } from '../config/service-key.ts';
import { diagnose } from '../diagnostics/diagnostic.ts';

export interface KeyPlaces {
  /** The variable's name. */
  readonly name: string;
  readonly environment: Env;
  /** The variables of .env; absent: there is no such file. */
  readonly envFile?: Env | undefined;
  /** Whether the service is to be asked, for which a key is needed. */
  readonly isNeeded: boolean;
}

/** Where the service key comes from and whether it looks like one. Never shows it. Pure. */
export function checkKey({ name, environment, envFile, isNeeded }: KeyPlaces): Finding {
  const fromEnvironment = environment[name]?.trim() ?? '';
  const fromFile = envFile?.[name]?.trim() ?? '';
  const key = fromEnvironment === '' ? fromFile : fromEnvironment;
  if (key === '') {
    const what = `${name} is set neither in the environment nor in .env.`;
    if (!isNeeded) return skipped('key', `${what} Nobody is asked, so none is needed.`);
    const meant = closest(name, Object.keys(envFile ?? {}));
    if (meant === undefined) return problem('key', missingKey(name, { what }));
    return problem('key', diagnose('key-missing', { what, fix: `.env has ${meant}; did you mean ${name}?` }));
  }
  const source = fromEnvironment === '' ? '.env' : 'the environment';
  const oddity = keyOddity(key);
  const where = `${source} › ${name}`;
  if (oddity !== undefined) return problem('key', diagnose('key-odd', { what: `${oddity} (${name}, from ${source}).`, where }));
  const shadows = fromEnvironment !== '' && fromFile !== '' && fromFile !== fromEnvironment ? ', which wins over another one in .env' : '';
  return ok('key', `${name} comes from ${source}${shadows}, and has the form of a key`);
}
