import type { Level } from '@opus-codegen/schema';
import { JsonFields, LockfileDamage } from '@opus-codegen/schema/lockfile';

/** A finding as a json report tells it: what an acceptance needs of it. */
export interface ReportedFinding {
  readonly rule: string;
  readonly level: Level;
  /** The workflow's key. */
  readonly workflow: string;
  readonly workflowId: string;
  /** With the workflow's key: `invoice.inputs.lines[].sku`. */
  readonly place: string;
  readonly fingerprint: string;
  readonly message: string;
  /** The lockfile it stands in, as the report spells it. */
  readonly lockfile: string;
  /** It does not count now, for it was accepted before. */
  readonly isAccepted: boolean;
}

export type ReportReading =
  { readonly ok: true; readonly findings: readonly ReportedFinding[] } | { readonly ok: false; readonly problem: string };

/**
 * The findings of a report: what `check --report json=…` wrote, or what `check --format json` or `diff --format json` printed. A report is a file
 * like any other, so nothing is taken on trust. Pure.
 */
export function readReportFindings(text: string): ReportReading {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, problem: 'it is no JSON' };
  }
  try {
    const reports = reportsIn(new JsonFields(value, 'the report'));
    if (reports.length === 0) return { ok: false, problem: 'it holds no drift report; was the check told to stay offline?' };
    return { ok: true, findings: reports.flatMap(findingsOf) };
  } catch (error) {
    if (!(error instanceof LockfileDamage)) throw error;
    return { ok: false, problem: error.message };
  }
}

/** A report by itself, or those inside what a command printed. */
function reportsIn(document: JsonFields): readonly JsonFields[] {
  if (document.value('schemaVersion') !== undefined) return [document];
  return document
    .list('projects', (item, pointer) => {
      const project = new JsonFields(item, pointer);
      const name = project.value('live') === undefined ? 'changes' : 'live';
      const report = project.value(name);
      return report === undefined ? [] : [new JsonFields(report, `${pointer}.${name}`)];
    })
    .flat();
}

function findingsOf(report: JsonFields): readonly ReportedFinding[] {
  if (report.value('schemaVersion') !== 1) throw report.damage('schemaVersion', '1: another version of opus-codegen wrote it');
  if (report.value('olderLockfile') !== undefined) throw report.damage('olderLockfile', 'absent: it compares two lockfiles');
  const lockfile = report.text('lockfile');
  return report
    .list('workflows', (item, pointer) => {
      const workflow = new JsonFields(item, pointer);
      const known = {
        workflow: workflow.text('key'),
        workflowId: workflow.text('workflowId'),
        lockfile: workflow.optionalText('lockfile') ?? lockfile,
      };
      const read = (isAccepted: boolean) => (one: unknown, at: string) => ({ ...known, ...findingOf(new JsonFields(one, at)), isAccepted });
      return [...workflow.list('findings', read(false)), ...(workflow.optionalList('accepted', read(true)) ?? [])];
    })
    .flat();
}

function findingOf(finding: JsonFields): Pick<ReportedFinding, 'rule' | 'level' | 'place' | 'fingerprint' | 'message'> {
  return {
    rule: finding.text('rule'),
    level: finding.oneOf('level', ['breaking', 'warning', 'info']),
    place: finding.text('place'),
    fingerprint: finding.text('fingerprint'),
    message: finding.text('message'),
  };
}
