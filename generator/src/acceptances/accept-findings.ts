import type { Level } from '@opus-codegen/schema';
import type { Acceptance } from './acceptance.ts';
import { dayAfter, daysBetween, isDay, MAX_BREAKING_DAYS } from './days.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

/** What stands behind every acceptance. */
export interface AcceptanceTerms {
  readonly reason: string;
  readonly owner: string;
  readonly until: string;
}

export interface AcceptableFinding {
  readonly rule: string;
  readonly level: Level;
  readonly workflow: string;
  readonly place: string;
  readonly fingerprint: string;
}

/** What keeps findings from being accepted on these terms, all of it at once. Pure. */
export function termsProblems(
  terms: Partial<AcceptanceTerms>,
  findings: readonly AcceptableFinding[],
  today: string,
): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const refuse = (what: string, fix: string): void => void problems.push(diagnose('acceptance-refused', { what, fix }));
  if ((terms.reason ?? '').trim() === '') refuse('--reason is missing.', 'Say why: --reason "the new field ships on Friday".');
  if ((terms.owner ?? '').trim() === '') refuse('--owner is missing.', 'Name who answers for it: --owner kim@example.com.');
  const until = terms.until ?? '';
  const latest = dayAfter(today, MAX_BREAKING_DAYS);
  if (until === '') refuse('--until is missing.', `Say how long it may stay: --until ${dayAfter(today, 14)}.`);
  else if (!isDay(until)) refuse(`--until ${until} is no day.`, `Write it like --until ${dayAfter(today, 14)}.`);
  else if (daysBetween(today, until) < 0) refuse(`--until ${until} is in the past.`, 'Give a day that is still to come.');
  else if (until > latest && findings.some(({ level }) => level === 'breaking')) {
    refuse(`--until ${until} is more than ${MAX_BREAKING_DAYS} days away.`, `Breaking drift is accepted until ${latest} at the latest.`);
  }
  return problems;
}

/** The acceptances with these findings among them. One that stands there already is replaced: that is how it is prolonged. Pure. */
export function acceptFindings(
  before: readonly Acceptance[],
  findings: readonly AcceptableFinding[],
  { reason, owner, until }: AcceptanceTerms,
): readonly Acceptance[] {
  const fresh = findings.map(({ rule, workflow, place, fingerprint }) => ({
    rule,
    workflow,
    place,
    fingerprint,
    reason: reason.trim(),
    owner: owner.trim(),
    until,
  }));
  return [...before.filter((entry) => !fresh.some((one) => isSame(one, entry))), ...fresh];
}

function isSame(a: Acceptance, b: Acceptance): boolean {
  return a.workflow === b.workflow && a.fingerprint === b.fingerprint;
}
