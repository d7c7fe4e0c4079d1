import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

/** What else is known where the key is missing. */
export interface MissingKeyDetail {
  /** In place of "is not set". */
  readonly what?: string;
  readonly where?: string | undefined;
  /** What works without a key, as a sentence. */
  readonly otherwise?: string;
}

/** That there is no service key, and the line that brings it. Pure. */
export function missingKey(serviceKeyEnv: string, detail: MissingKeyDetail = {}): Diagnostic {
  const { what = `${serviceKeyEnv} is not set.`, where } = detail;
  const { otherwise = 'Without a key, `generate --frozen` and `check --offline` still work.' } = detail;
  const fix = `Write \`${serviceKeyEnv}=_…\` into .env beside the config, or set it in the environment. ${otherwise}`;
  return diagnose('key-missing', { what, where, fix });
}
