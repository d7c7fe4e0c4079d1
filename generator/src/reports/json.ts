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
  /** Of this format. */
  readonly schemaVersion: 1;
  /** What made the report. */
  readonly tool: DriftReport['tool'];
  /** Relative to the working directory, with forward slashes. */
  readonly lockfile: string;
  /** Two lockfiles were compared. Absent: the lockfile was held against the service. */
  readonly olderLockfile?: { readonly path: string; readonly added: readonly string[]; readonly removed: readonly string[] };
  /** How many workflows in which state, and how many findings of which level. */
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

/** One workflow: what is known about it, and what changed. */
export interface JsonWorkflow {
  /** The key in the config. */
  readonly key: string;
  /** The id the config names. */
  readonly workflowId: string;
  /** The platform's title. */
  readonly name: string;
  /** What is known about it. */
  readonly state: WorkflowState;
  /** Why nobody could look. Only where `state` is `unverified`. */
  readonly reason?: UnverifiedReason;
  /** Gravest first. */
  readonly findings: readonly JsonFinding[];
  /** They do not count. Absent: none. */
  readonly accepted?: readonly JsonAcceptedFinding[];
  /** Where it is locked, when that is not the report's own lockfile. */
  readonly lockfile?: string;
  /** What stops compiling (`--impact`). Absent: nobody looked; empty: nothing does. */
  readonly callSites?: readonly CallSite[];
  /** As locked. */
  readonly before?: SchemaSides;
  /** As the service tells it now, with the names the lockfile pins. */
  readonly after?: SchemaSides;
}

/** One change. */
export interface JsonFinding {
  /** Which kind of change. */
  readonly rule: string;
  /** How much it matters on this side. */
  readonly level: Level;
  /** Whether it concerns an input, an output or the workflow. */
  readonly side: Finding['side'];
  /** With the workflow's key: `invoice.inputs.lines[].sku`. */
  readonly place: string;
  /** The place as steps, without the key: `["inputs", "lines", "[]", "sku"]`. */
  readonly path: readonly string[];
  /** The name on the wire of the innermost variable. */
  readonly wire?: string;
  /** What happened, as a whole sentence. */
  readonly message: string;
  /** What the engineer does now. */
  readonly hint: string;
  /** What to ask the workflow's owner. */
  readonly ask: string;
  /** What stood there, in words. */
  readonly before?: string;
  /** What stands there now, in words. */
  readonly after?: string;
  /** The same for the same change, whatever its wording or level: keys acceptances. */
  readonly fingerprint: string;
  /** In the lockfile. */
  readonly position: LockfilePosition;
}

/** A finding that somebody answers for. */
export interface JsonAcceptedFinding extends JsonFinding {
  /** Why it was accepted, who answers for it, and until when. */
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
