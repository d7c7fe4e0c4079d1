import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseFindings } from './choose-findings.ts';
import { readReportFindings, type ReportedFinding } from './report-findings.ts';
import { renderReport } from '../reports/render-report.ts';
import { exampleReport, examples, reportOn } from '../reports/testing/example-report.ts';

const report = renderReport('json', exampleReport);

function read(text: string): readonly ReportedFinding[] | string {
  const reading = readReportFindings(text);
  return reading.ok ? reading.findings : reading.problem;
}

function found(text: string): readonly ReportedFinding[] {
  const findings = read(text);
  return typeof findings === 'string' ? [] : findings;
}

test('reads a report by itself, and one inside what check and diff print', () => {
  expect(found(report).map(({ rule, place, level }) => `${level} ${rule} ${place}`)).toEqual([
    'breaking type-changed invoice.inputs.lines[].quantity',
    'breaking variable-added-required invoice.inputs.poNumber',
    'info options-widened invoice.inputs.paymentTerms',
  ]);
  expect(read(`{ "formatVersion": 1, "projects": [{ "config": "a", "live": ${report} }] }`)).toEqual(found(report));
  expect(read(`{ "formatVersion": 1, "projects": [{ "config": "a", "changes": ${report} }] }`)).toEqual(found(report));
});

test('knows what was accepted before', () => {
  const [finding] = examples.invoice.findings;
  if (finding === undefined) throw new Error('the example has findings');
  const accepted = { ...examples.invoice, findings: [], accepted: [{ finding, reason: 'why', owner: 'kim', until: '2026-12-31' }] };
  expect(found(renderReport('json', reportOn([accepted]))).map(({ isAccepted }) => isAccepted)).toEqual([true]);
});

test.each([
  ['', 'it is no JSON'],
  ['[]', 'the report should be an object'],
  ['{}', 'the report.projects should be a list'],
  ['{ "projects": [{}] }', 'it holds no drift report; was the check told to stay offline?'],
  [
    report.replace('"schemaVersion": 1', '"schemaVersion": 2'),
    'the report.schemaVersion should be 1: another version of opus-codegen wrote it',
  ],
  [
    report.replace('"level": "info"', '"level": "grave"'),
    'the report.workflows[0].findings[2].level should be one of breaking, warning, info',
  ],
])('%#: refuses what is no report', (text, problem) => {
  expect(read(text)).toBe(problem);
});

test('never crashes', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const finding = `{"key":"a","workflowId":"b","findings":[${text}]}`;
      for (const workflows of [text, `[${text}]`, `[${finding}]`]) {
        expect(typeof readReportFindings(`{"schemaVersion":1,"lockfile":"l","workflows":${workflows}}`).ok).toBe('boolean');
      }
    }),
  );
});

function chosen(rule: string, place: string, findings: readonly ReportedFinding[] = found(report)): readonly string[] | string {
  const choice = chooseFindings(findings, rule, place);
  return choice.ok ? choice.findings.map((finding) => finding.place) : `${choice.diagnostic.what} ${choice.diagnostic.fix}`;
}

test('a place is taken with the key of its workflow or without', () => {
  expect(chosen('type-changed', 'invoice.inputs.lines[].quantity')).toEqual(['invoice.inputs.lines[].quantity']);
  expect(chosen('type-changed', 'inputs.lines[].quantity')).toEqual(['invoice.inputs.lines[].quantity']);
});

test('a place that is not clear, or not there, is told with what there is', () => {
  const twice = found(report).flatMap((finding) => [
    finding,
    { ...finding, workflow: 'claim', place: finding.place.replace('invoice', 'claim') },
  ]);
  expect(chosen('type-changed', 'inputs.lines[].quantity', twice)).toBe(
    'type-changed at inputs.lines[].quantity was found in 2 workflows. Name one: invoice.inputs.lines[].quantity, claim.inputs.lines[].quantity.',
  );
  expect(chosen('type-changed', 'invoice.inputs.lines[].quantty')).toBe(
    'The report has no type-changed at invoice.inputs.lines[].quantty. Did you mean invoice.inputs.lines[].quantity?',
  );
  expect(chosen('type-changed', 'invoice.inputs.poNumber')).toBe(
    'The report has no type-changed at invoice.inputs.poNumber. At invoice.inputs.poNumber the report has variable-added-required.',
  );
});
