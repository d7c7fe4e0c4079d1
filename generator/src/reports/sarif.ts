import type { Finding, Level, RuleId } from '@opus-codegen/schema';
import { docsOfCode, docsOfRule } from '../diagnostics/docs-link.ts';
import { acceptedOf, acceptedWords } from './accepted.ts';
import { printJson } from './escape/json.ts';
import { forSarifMessage } from './escape/sarif.ts';
import { visibleText } from './escape/visible-text.ts';
import { allGravestFirst, type PlacedFinding } from './gravest-first.ts';
import type { LockfilePosition } from './lockfile-lines.ts';
import { callSitesOf, fullPlace } from './place.ts';
import { readReportLines, type LockfilePlace, type PlaceOf } from './report-lines.ts';
import type { AcceptedFinding, CallSite, DriftReport, UnverifiedReason, WorkflowReport } from './report.ts';
import { RULE_TEXTS } from './rule-texts.ts';

const LEVEL_IN_SARIF = { breaking: 'error', warning: 'warning', info: 'note' } as const satisfies Readonly<Record<Level, string>>;

/**
 * SARIF 2.1.0, for code scanning. Findings are results on the lockfile, the call sites they break are related locations. A workflow nobody could look at
 * is no result but a notification of the run, which then counts as not executed successfully: SARIF's own words for "unknown".
 */
export function renderSarif(report: DriftReport): string {
  const placeOf = readReportLines(report);
  const placed: readonly PlacedResult[] = [
    ...allGravestFirst(report.workflows),
    ...report.workflows.flatMap((workflow) =>
      acceptedOf(workflow).map((acceptance) => ({ workflow, finding: acceptance.finding, acceptance })),
    ),
  ];
  const rules = [...new Set(placed.map(({ finding }) => finding.rule))].sort();
  const unverified = report.workflows.filter(({ state }) => state === 'unverified');
  const codes = [...new Set(unverified.map(({ reason }) => codeOf(reason)))].sort();
  return printJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: report.tool.name,
            version: report.tool.version,
            rules: rules.map(ruleDescriptor),
            ...(codes.length === 0 ? {} : { notifications: codes.map(notificationDescriptor) }),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: unverified.every(({ reason }) => reason?.exitCode === 0),
            ...(unverified.length === 0
              ? {}
              : { toolExecutionNotifications: unverified.map((workflow) => notification(workflow, placeOf)) }),
          },
        ],
        results: placed.map(({ workflow, finding, acceptance }) => ({
          ruleId: finding.rule,
          ruleIndex: rules.indexOf(finding.rule),
          level: LEVEL_IN_SARIF[finding.level],
          message: { text: forSarifMessage(`${fullPlace(workflow, finding)}: ${finding.message} ${finding.hint}`) },
          locations: [
            {
              physicalLocation: lockfileLocation(placeOf(workflow, finding)),
              logicalLocations: [{ fullyQualifiedName: visibleText(fullPlace(workflow, finding)), kind: 'member' }],
            },
          ],
          ...relatedLocations(callSitesOf(workflow, finding)),
          partialFingerprints: { 'opusFinding/v1': finding.fingerprint },
          ...(acceptance === undefined
            ? {}
            : { suppressions: [{ kind: 'external', status: 'accepted', justification: visibleText(acceptedWords(acceptance)) }] }),
          properties: propertiesOf(workflow, finding),
        })),
      },
    ],
  });
}

/** A result; with who accepted it, where somebody did. */
interface PlacedResult extends PlacedFinding {
  readonly acceptance?: AcceptedFinding;
}

function ruleDescriptor(id: RuleId): object {
  const { title, description } = RULE_TEXTS[id];
  return {
    id,
    name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: description },
    help: { text: description },
    helpUri: docsOfRule(id),
    properties: { tags: ['drift'] },
  };
}

function notificationDescriptor(id: string): object {
  return {
    id,
    shortDescription: { text: 'A workflow could not be looked at' },
    // Whoever makes a report of his own may call a reason anything.
    ...(/^OPUS\d+$/.test(id) ? { helpUri: docsOfCode(id) } : {}),
  };
}

function notification(workflow: WorkflowReport, placeOf: PlaceOf): object {
  const { key, reason } = workflow;
  return {
    level: reason?.exitCode === 0 ? 'note' : 'error',
    descriptor: { id: codeOf(reason) },
    message: {
      text: forSarifMessage(`${key} NOT VERIFIED: ${reason?.message ?? 'nobody looked.'} Whether anything changed is unknown.`),
    },
    locations: [{ physicalLocation: lockfileLocation(placeOf(workflow)) }],
  };
}

function codeOf(reason: UnverifiedReason | undefined): string {
  return visibleText(reason?.code ?? 'not-verified');
}

function propertiesOf(workflow: WorkflowReport, { side, ask, before, after }: Finding): object {
  return {
    workflow: visibleText(workflow.key),
    side,
    ask: visibleText(ask),
    ...(before === undefined ? {} : { before: visibleText(before) }),
    ...(after === undefined ? {} : { after: visibleText(after) }),
  };
}

function relatedLocations(sites: readonly CallSite[]): object {
  if (sites.length === 0) return {};
  return {
    relatedLocations: sites.map((site, index) => ({
      id: index + 1,
      physicalLocation: physicalLocation(site.file, site),
      message: { text: forSarifMessage(site.text) },
    })),
  };
}

function lockfileLocation({ path, ...position }: LockfilePlace): object {
  return physicalLocation(path, position);
}

function physicalLocation(path: string, { line, column }: LockfilePosition): object {
  return {
    artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' },
    region: { startLine: line, startColumn: column },
  };
}

/** A relative address: each step encoded, the slashes kept. */
function uriOf(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/^\.\//, '')
    .split('/')
    .map((step) => encodeURIComponent(step))
    .join('/');
}
