import type { RuleId } from '@opus-codegen/schema';
import { closest } from '../config/closest.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

/**
 * A rule's id, as somebody typed it.
 *
 * @throws {DiagnosticError} when there is none of that name, with the one that was meant where that can be told.
 */
export async function knownRule(typed: string): Promise<RuleId> {
  const { RULES } = await import('@opus-codegen/schema');
  const ids = Object.keys(RULES) as RuleId[]; // the table's own keys
  const found = ids.find((id) => id === typed);
  if (found !== undefined) return found;
  const meant = closest(typed, ids);
  throw new DiagnosticError(
    diagnose('rule-unknown', {
      what: `There is no rule "${typed}".`,
      ...(meant === undefined ? {} : { fix: `Did you mean ${meant}?` }),
    }),
  );
}
