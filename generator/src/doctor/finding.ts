import { DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';

/** What a check is about. */
export type Topic = 'node' | 'config' | 'key' | 'service' | 'lockfile' | 'files' | 'tsconfig' | 'versions' | 'git';

/** What one check found: all well, something to tell with its fix, or that there was nothing to look at. */
export type Finding =
  | { readonly topic: Topic; readonly state: 'ok' | 'skipped'; readonly what: string }
  | { readonly topic: Topic; readonly state: 'problem'; readonly diagnostic: Diagnostic };

export function ok(topic: Topic, what: string): Finding {
  return { topic, state: 'ok', what };
}

export function skipped(topic: Topic, what: string): Finding {
  return { topic, state: 'skipped', what };
}

export function problem(topic: Topic, diagnostic: Diagnostic): Finding {
  return { topic, state: 'problem', diagnostic };
}

/** The findings of a check, or what kept it from looking. */
export async function found(topic: Topic, look: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics.map((diagnostic) => problem(topic, diagnostic));
    throw error;
  }
}
