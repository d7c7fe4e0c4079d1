import type { Finding, Level } from '@opus-codegen/schema';
import { printJson } from './escape/json.ts';
import { findingsGravestFirst } from './gravest-first.ts';
import type { LockfilePosition } from './lockfile-lines.ts';
import { fullPlace } from './place.ts';
import { readReportLines, type PlaceOf } from './report-lines.ts';
import type { AcceptedFinding, CallSite, DriftReport, SchemaSides, UnverifiedReason, WorkflowReport, WorkflowState } from './report.ts';
import { countReport } from './summary.ts';

/** What `json` prints; `json-report.schema.json` says the same for other tools. A field may be added; anything else is another `schemaVersion`. */
export interface JsonReport {
  readonly schemaVersion: 1;
  readonly tool: DriftReport['tool'];
  readonly lockfile: string;
  /** Two lockfiles were compared. Absent: the lockfile was held against the service. */
  readonly olderLockfile?: { readonly path: string; readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly summary: {
    readonly workflows: number;
    readonly verified: number;
    readonly drifted: number;
    readonly unverified: number;
    readonly breaking: number;
    readonly warning: number;
    readonly info: number;
    /** Findings that count no more. Absent: none. */
    readonly accepted?: number;
  };
  /** In the order of the config. */
  readonly workflows: readonly JsonWorkflow[];
}

export interface JsonWorkflow {
  readonly key: string;
  readonly workflowId: string;
  readonly name: string;
  readonly state: WorkflowState;
  readonly reason?: UnverifiedReason;
  /** Gravest first. */
  readonly findings: readonly JsonFinding[];
  /** They do not count. Absent: none. */
  readonly accepted?: readonly JsonAcceptedFinding[];
  /** Where it is locked, when that is not the report's own lockfile. */
  readonly lockfile?: string;
  readonly callSites?: readonly CallSite[];
  readonly before?: SchemaSides;
  readonly after?: SchemaSides;
}

export interface JsonFinding {
  readonly rule: string;
  readonly level: Level;
  readonly side: Finding['side'];
  /** With the workflow's key: `invoice.inputs.lines[].sku`. */
  readonly place: string;
  readonly path: readonly string[];
  readonly wire?: string;
  readonly message: string;
  readonly hint: string;
  readonly ask: string;
  readonly before?: string;
  readonly after?: string;
  readonly fingerprint: string;
  /** In the lockfile. */
  readonly position: LockfilePosition;
}

/** A finding that somebody answers for. */
export interface JsonAcceptedFinding extends JsonFinding {
  readonly acceptance: Pick<AcceptedFinding, 'reason' | 'owner' | 'until'>;
}

/** The report as a value, for a command that prints it inside a larger document. Texts are exact, not escaped. */
export function jsonReport(report: DriftReport): JsonReport {
  const { findings, accepted, ...states } = countReport(report);
  const placeOf = readReportLines(report);
  return {
    schemaVersion: 1,
    tool: { name: report.tool.name, version: report.tool.version },
    lockfile: report.lockfilePath,
    ...(report.lockfiles === undefined
      ? {}
      : { olderLockfile: { path: report.lockfiles.olderPath, added: report.lockfiles.added, removed: report.lockfiles.removed } }),
    summary: { ...states, ...findings, ...(accepted === 0 ? {} : { accepted }) },
    workflows: report.workflows.map((workflow) => ({
      key: workflow.key,
      workflowId: workflow.workflowId,
      name: workflow.name,
      state: workflow.state,
      ...(workflow.reason === undefined ? {} : { reason: workflow.reason }),
      findings: findingsGravestFirst(workflow.findings).map((finding) => jsonFinding(workflow, finding, placeOf)),
      ...(workflow.accepted === undefined
        ? {}
        : {
            accepted: workflow.accepted.map(({ finding, reason, owner, until }) => ({
              ...jsonFinding(workflow, finding, placeOf),
              acceptance: { reason, owner, until },
            })),
          }),
      ...(workflow.lockfile === undefined ? {} : { lockfile: workflow.lockfile.path }),
      ...(workflow.callSites === undefined ? {} : { callSites: workflow.callSites }),
      ...(workflow.before === undefined ? {} : { before: sidesOf(workflow.before) }),
      ...(workflow.after === undefined ? {} : { after: sidesOf(workflow.after) }),
    })),
  };
}

function jsonFinding(workflow: WorkflowReport, finding: Finding, placeOf: PlaceOf): JsonFinding {
  const { line, column } = placeOf(workflow, finding);
  return {
    rule: finding.rule,
    level: finding.level,
    side: finding.side,
    place: fullPlace(workflow, finding),
    path: finding.path,
    ...(finding.wire === undefined ? {} : { wire: finding.wire }),
    message: finding.message,
    hint: finding.hint,
    ask: finding.ask,
    ...(finding.before === undefined ? {} : { before: finding.before }),
    ...(finding.after === undefined ? {} : { after: finding.after }),
    fingerprint: finding.fingerprint,
    position: { line, column },
  };
}

/** A lock entry or a reading fits `SchemaSides`, and holds more than belongs here. */
function sidesOf({ inputs, outputs }: SchemaSides): SchemaSides {
  return { inputs, outputs };
}

/** JSON, for other programs. */
export function renderJson(report: DriftReport): string {
  return printJson(jsonReport(report));
}
