import type { SchemaDiagnostic, SchemaDiagnosticCode } from './diagnostic.ts';
import { MAX_VARIABLES } from './limits.ts';

/** What one reading has collected so far. */
export interface Reading {
  readonly diagnostics: SchemaDiagnostic[];
  note(code: SchemaDiagnosticCode, place: string, message: string): void;
  /** Counts one variable, field, element or further allowed type; `false` once there are too many, and the reading is to stop. */
  count(): boolean;
  readonly overflowed: boolean;
}

export function startReading(): Reading {
  const diagnostics: SchemaDiagnostic[] = [];
  let variables = 0;
  return {
    diagnostics,
    note: (code, place, message) => {
      diagnostics.push({ code, place, message });
    },
    count: () => {
      variables += 1;
      return variables <= MAX_VARIABLES;
    },
    get overflowed() {
      return variables > MAX_VARIABLES;
    },
  };
}
