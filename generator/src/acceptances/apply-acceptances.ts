import type { Finding } from '@opus-codegen/schema';
import type { Acceptance } from './acceptance.ts';
import { daysBetween, MAX_BREAKING_DAYS } from './days.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { AcceptedFinding, WorkflowReport } from '../reports/report.ts';

export interface AppliedAcceptances {
  /** The same workflows, with what was accepted apart from what counts. */
  readonly workflows: readonly WorkflowReport[];
  /** Of acceptances that do not count: run out, too long, unused. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface AcceptanceSurroundings {
  /** `2026-11-23` */
  readonly today: string;
  /** Of the file, for messages. */
  readonly path: string;
  /** Every key of the config, asked for or not. */
  readonly configured: ReadonlySet<string>;
}

/**
 * Sets the accepted findings apart. One that has run out comes back, and one that matches nothing is told, but only of workflows that were looked at.
 * Pure: `today` comes from outside.
 */
export function applyAcceptances(
  workflows: readonly WorkflowReport[],
  accepted: readonly Acceptance[],
  { today, path, configured }: AcceptanceSurroundings,
): AppliedAcceptances {
  if (accepted.length === 0) return { workflows, diagnostics: [] };
  const diagnostics = accepted.filter(({ workflow }) => !configured.has(workflow)).map((entry) => unused(entry, path));
  const applied = workflows.map((workflow) => {
    const entries = accepted.filter((entry) => entry.workflow === workflow.key);
    if (workflow.state === 'unverified' || entries.length === 0) return workflow;
    const apart: AcceptedFinding[] = [];
    const counting: Finding[] = [];
    for (const finding of workflow.findings) {
      const entry = entries.find((one) => one.fingerprint === finding.fingerprint && isInForce(one, finding, today));
      if (entry === undefined) counting.push(finding);
      else apart.push({ finding, reason: entry.reason, owner: entry.owner, until: entry.until });
    }
    diagnostics.push(...entries.flatMap((entry) => remarkOn(entry, workflow, today, path)));
    return apart.length === 0 ? workflow : { ...workflow, findings: counting, accepted: apart };
  });
  return { workflows: applied, diagnostics };
}

function isInForce({ until }: Acceptance, { level }: Finding, today: string): boolean {
  const days = daysBetween(today, until);
  return days >= 0 && (level !== 'breaking' || days <= MAX_BREAKING_DAYS);
}

function remarkOn(entry: Acceptance, { findings }: WorkflowReport, today: string, path: string): readonly Diagnostic[] {
  const { rule, place, fingerprint, owner, until } = entry;
  const named = `${rule} at ${place} (${owner})`;
  const where = `${path} › ${place}`;
  const finding = findings.find((one) => one.fingerprint === fingerprint);
  if (finding === undefined) return [unused(entry, path)];
  if (isInForce(entry, finding, today)) return [];
  return daysBetween(today, until) < 0
    ? [diagnose('acceptance-expired', { what: `The acceptance of ${named} ran out on ${until}; it counts again.`, where })]
    : [
        diagnose('acceptance-too-long', {
          what: `The acceptance of ${named} lasts until ${until}, more than ${MAX_BREAKING_DAYS} days; it does not count.`,
          where,
        }),
      ];
}

function unused({ rule, place, owner }: Acceptance, path: string): Diagnostic {
  const what = `The acceptance of ${rule} at ${place} (${owner}) matches nothing that was found.`;
  return diagnose('acceptance-unused', { what, where: `${path} › ${place}` });
}
