import type { OutputWarning, RunEventListener } from '@opus-codegen/runtime';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

/** What runs have to say besides how they ended. Each thing is told once, however many runs say it. */
export interface RunWarnings {
  readonly onEvent: RunEventListener;
  add(warnings: readonly OutputWarning[]): void;
  diagnostics(): readonly Diagnostic[];
}

/** Past so many different ones, the rest helps nobody. */
const MAX_WARNINGS = 100;

export function collectWarnings(key: string): RunWarnings {
  const told = new Map<string, Diagnostic>();
  const tell = (diagnostic: Diagnostic): void => {
    if (told.size < MAX_WARNINGS) told.set(JSON.stringify([diagnostic.code, diagnostic.what]), diagnostic);
  };
  return {
    onEvent(event) {
      if (event.type === 'initiate.maybeDuplicated') tell(diagnose('job-doubled'));
      if (event.type === 'schema.drift')
        for (const { message, place } of event.changes) tell(diagnose('run-adapted', { what: message, where: place }));
    },
    add(warnings) {
      for (const { message } of warnings) tell(diagnose('output-undeclared', { what: `${message}.`, where: `${key}.outputs` }));
    },
    diagnostics: () => [...told.values()],
  };
}
