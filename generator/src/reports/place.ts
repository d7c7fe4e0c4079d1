import type { Finding } from '@opus-codegen/schema';
import type { CallSite, WorkflowReport } from './report.ts';

/** `invoice.inputs.lines[].sku`; `invoice` for the workflow as a whole. */
export function fullPlace({ key }: WorkflowReport, finding: Finding): string {
  return finding.path.length === 0 ? key : `${key}.${finding.place}`;
}

/** `src/ap/import.ts:42:3` */
export function callSitePlace({ file, line, column }: CallSite): string {
  return `${file}:${line}:${column}`;
}

/** The call sites that a finding breaks. */
export function callSitesOf({ callSites = [] }: WorkflowReport, { fingerprint }: Finding): readonly CallSite[] {
  return callSites.filter((site) => site.findingFingerprint === fingerprint);
}

/** The call sites of which nobody knows the one finding that breaks them. */
export function unplacedCallSites({ callSites = [], findings, accepted = [] }: WorkflowReport): readonly CallSite[] {
  const known = new Set([...findings, ...accepted.map(({ finding }) => finding)].map(({ fingerprint }) => fingerprint));
  return callSites.filter(({ findingFingerprint }) => findingFingerprint === undefined || !known.has(findingFingerprint));
}
