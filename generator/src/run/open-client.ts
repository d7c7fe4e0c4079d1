import { ConfigError, createOpusClient, type Clock, type OpusClient } from '@opus-codegen/runtime';
import { errorWords } from './job/error-words.ts';
import { missingKey } from '../config/missing-key.ts';
import type { Project } from '../config/project.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

/**
 * The client that a project's jobs run by.
 *
 * @throws {DiagnosticError} there is no key, or one that cannot be a key.
 */
export function openClient({ serviceKey, serviceKeyEnv, baseUrl, label }: Project, clock: Clock | undefined): OpusClient {
  if (serviceKey === undefined) {
    throw new DiagnosticError(missingKey(serviceKeyEnv, { where: label, otherwise: '`--dry-run` works without.' }));
  }
  try {
    return createOpusClient({ serviceKey, baseUrl, clock });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new DiagnosticError(diagnose('key-unusable', { what: errorWords(error), where: `${label} › ${serviceKeyEnv}` }));
  }
}
