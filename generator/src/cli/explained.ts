import { closest } from '../config/closest.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { CodeExplanation } from '../diagnostics/explanation.ts';
import type { RuleExplanation } from '../rules/rule-explanation.ts';

/**
 * What somebody asked about: a rule of drift, the code or the name of a message (`OPUS3001`, `key-missing`), or the code of an error. Upper and
 * lower case are one.
 *
 * @throws {DiagnosticError} when there is nothing of that name, with what was meant where that can be told.
 */
export async function explained(typed: string): Promise<RuleExplanation | CodeExplanation> {
  const [{ RULES }, { explainRule }, { explainedErrors, explainedMessages }] = await Promise.all([
    import('@opus-codegen/schema'),
    import('../rules/rule-explanation.ts'),
    import('../diagnostics/explanation.ts'),
  ]);
  const rules = Object.keys(RULES) as (keyof typeof RULES)[]; // the table's own keys
  const codes = [...explainedMessages(), ...explainedErrors()];
  const wanted = typed.trim().toLowerCase();
  const rule = rules.find((id) => id === wanted);
  if (rule !== undefined) return explainRule(rule);
  const found = codes.find(({ code }) => code.toLowerCase() === wanted) ?? codes.find((one) => 'name' in one && one.name === wanted);
  if (found !== undefined) return found;
  const meant = closest(typed, [...rules, ...codes.map(({ code }) => code), ...codes.flatMap((one) => ('name' in one ? [one.name] : []))]);
  throw new DiagnosticError(
    diagnose('nothing-to-explain', {
      what: `Nothing is called "${typed}" here: no rule, no message, no error.`,
      ...(meant === undefined ? {} : { fix: `Did you mean ${meant}?` }),
    }),
  );
}
