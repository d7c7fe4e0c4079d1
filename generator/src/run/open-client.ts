import { ConfigError, createOpusClient, type Clock, type OpusClient } from '@opus-codegen/runtime';
import { errorWords } from './job/error-words.ts';
import type { Project } from '../config/project.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

/**
 * The client that a project's jobs run by.
 *
 * @throws {DiagnosticError} there is no key, or one that cannot be a key.
 */
export function openClient({ serviceKey, serviceKeyEnv, baseUrl, label }: Project, clock: Clock | undefined): OpusClient {
  if (serviceKey === undefined) {
    const fix = 'Set the variable in the environment or in a .env file beside the config. `--dry-run` works without.';
    throw new DiagnosticError(diagnose('key-missing', { what: `${serviceKeyEnv} is not set.`, where: label, fix }));
  }
  try {
    return createOpusClient({ serviceKey, baseUrl, clock });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { hint: fix } = error;
    throw new DiagnosticError(diagnose('key-rejected', { what: errorWords(error), where: serviceKeyEnv, why: 'Nothing was sent.', fix }));
  }
}
