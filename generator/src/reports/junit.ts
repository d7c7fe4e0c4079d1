import type { Finding, Level } from '@opus-codegen/schema';
import { acceptedOf, acceptedWords } from './accepted.ts';
import { forXml } from './escape/xml.ts';
import { findingsGravestFirst } from './gravest-first.ts';
import { callSitePlace, callSitesOf } from './place.ts';
import { readReportLines, type PlaceOf } from './report-lines.ts';
import type { DriftReport, WorkflowReport } from './report.ts';
import { LEVELS } from './summary.ts';

type Verdict = 'passed' | 'failure' | 'error' | 'skipped';

interface TestCase {
  readonly name: string;
  readonly verdict: Verdict;
  /** `type` of the verdict: the rule or the code. */
  readonly type: string;
  readonly message: string;
  readonly lines: readonly string[];
}

/**
 * JUnit XML, for the test view of any CI service. A workflow is a suite, a finding a case. JUnit knows no levels, so:
 *
 * - drift at or over `failOn` (default: breaking) is a failure, just as it is for the exit code;
 * - drift below it, or accepted, is skipped, which is shown with its message and fails nothing;
 * - a workflow nobody could look at is one error: no failure, for nothing is known;
 * - a verified workflow is one passed case.
 */
export function renderJunit(report: DriftReport): string {
  const placeOf = readReportLines(report);
  const suites = report.workflows.map((workflow) => ({ workflow, cases: casesOf(workflow, report, placeOf) }));
  const all = suites.flatMap(({ cases }) => cases);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${attributes({ name: 'opus-codegen', tests: all.length, failures: count(all, 'failure'), errors: count(all, 'error') })}>`,
    ...suites.flatMap(({ workflow, cases }) => suiteLines(workflow, cases, placeOf(workflow).path)),
    '</testsuites>',
  ].join('\n');
}

function casesOf(workflow: WorkflowReport, { failOn = 'breaking' }: DriftReport, placeOf: PlaceOf): readonly TestCase[] {
  const { state, reason, findings } = workflow;
  const caseOf = (finding: Finding): TestCase => {
    const { path, line } = placeOf(workflow, finding);
    return {
      name: `${finding.place} ${finding.rule}`,
      verdict: fails(finding.level, failOn) ? 'failure' : 'skipped',
      type: finding.rule,
      message: `${finding.level}: ${finding.message}`,
      lines: detailLines(workflow, finding, `${path}:${line}`),
    };
  };
  const cases = [
    ...findingsGravestFirst(findings).map(caseOf),
    ...acceptedOf(workflow).map((accepted): TestCase => {
      const one = caseOf(accepted.finding);
      return { ...one, verdict: 'skipped', message: `${one.message} (${acceptedWords(accepted)})` };
    }),
  ];
  if (state === 'unverified') {
    const message = `${reason?.message ?? 'Nobody looked.'} Whether anything changed is unknown.`;
    const hint = reason?.hint === undefined ? [] : [`do: ${reason.hint}`];
    return [
      ...cases,
      {
        name: 'verified',
        verdict: reason?.exitCode === 0 ? 'skipped' : 'error',
        type: reason?.code ?? 'not-verified',
        message: `NOT VERIFIED: ${message}`,
        lines: hint,
      },
    ];
  }
  return cases.length > 0 ? cases : [{ name: 'verified', verdict: 'passed', type: '', message: '', lines: [] }];
}

function fails(level: Level, failOn: Level): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(failOn);
}

function detailLines(workflow: WorkflowReport, finding: Finding, at: string): readonly string[] {
  return [
    finding.message,
    ...(finding.before === undefined ? [] : [`old: ${finding.before}`]),
    ...(finding.after === undefined ? [] : [`new: ${finding.after}`]),
    `do: ${finding.hint}`,
    `ask: ${finding.ask}`,
    `at: ${at}`,
    ...callSitesOf(workflow, finding).map((site) => `breaks: ${callSitePlace(site)}  ${site.text}`),
  ];
}

function suiteLines(workflow: WorkflowReport, cases: readonly TestCase[], lockfilePath: string): readonly string[] {
  return [
    `  <testsuite ${attributes({
      name: workflow.key,
      tests: cases.length,
      failures: count(cases, 'failure'),
      errors: count(cases, 'error'),
      skipped: count(cases, 'skipped'),
      file: lockfilePath,
    })}>`,
    '    <properties>',
    `      <property ${attributes({ name: 'workflowId', value: workflow.workflowId })}/>`,
    `      <property ${attributes({ name: 'workflowName', value: workflow.name })}/>`,
    '    </properties>',
    ...cases.flatMap((one) => caseLines(workflow, one)),
    '  </testsuite>',
  ];
}

function caseLines({ key }: WorkflowReport, { name, verdict, type, message, lines }: TestCase): readonly string[] {
  const open = `    <testcase ${attributes({ name, classname: `opus-codegen.${key}` })}`;
  if (verdict === 'passed') return [`${open}/>`];
  // The line breaks are ours; each line is escaped by itself.
  const body = lines.map((line) => forXml(line)).join('\n');
  return [`${open}>`, `      <${verdict} ${attributes({ type, message })}>${body}</${verdict}>`, '    </testcase>'];
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${forXml(String(value))}"`)
    .join(' ');
}

function count(cases: readonly TestCase[], verdict: Verdict): number {
  return cases.filter((one) => one.verdict === verdict).length;
}
