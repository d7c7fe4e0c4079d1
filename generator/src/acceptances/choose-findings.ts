import type { ReportedFinding } from './report-findings.ts';
import { closest } from '../config/closest.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

export type Choice =
  { readonly ok: true; readonly findings: readonly ReportedFinding[] } | { readonly ok: false; readonly diagnostic: Diagnostic };

/**
 * The findings that a rule and a place name. The place is taken with the workflow's key, as json tells it, or without, as text does, where that is
 * clear. Pure.
 */
export function chooseFindings(findings: readonly ReportedFinding[], rule: string, place: string): Choice {
  const ofRule = findings.filter((finding) => finding.rule === rule);
  const exact = ofRule.filter((finding) => finding.place === place);
  const chosen = exact.length > 0 ? exact : ofRule.filter((finding) => finding.place === `${finding.workflow}.${place}`);
  const workflows = new Set(chosen.map(({ workflow }) => workflow));
  if (workflows.size === 1) return { ok: true, findings: chosen };
  if (workflows.size > 1) {
    return {
      ok: false,
      diagnostic: diagnose('finding-unknown', {
        what: `${rule} at ${place} was found in ${workflows.size} workflows.`,
        fix: `Name one: ${chosen.map((finding) => finding.place).join(', ')}.`,
      }),
    };
  }
  const near = closest(
    place,
    ofRule.map((finding) => finding.place),
  );
  const there = findings.filter((finding) => finding.place === place).map((finding) => finding.rule);
  const hint =
    near !== undefined
      ? `Did you mean ${near}?`
      : there.length > 0
        ? `At ${place} the report has ${there.join(', ')}.`
        : ofRule.length > 0
          ? `The report has ${rule} at ${ofRule.map((finding) => finding.place).join(', ')}.`
          : undefined;
  return {
    ok: false,
    diagnostic: diagnose('finding-unknown', {
      what: `The report has no ${rule} at ${place}.`,
      ...(hint === undefined ? {} : { fix: hint }),
    }),
  };
}
