import { describe, expect, test } from 'vitest';
import { allGravestFirst, findingsGravestFirst, workflowsGravestFirst } from './gravest-first.ts';
import type { WorkflowReport } from './report.ts';
import { countReport, headline } from './summary.ts';
import { exampleReport, examples, reportOn } from './testing/example-report.ts';

const { invoice, nightlyReport, vendorCheck } = examples;

function named(key: string, workflow: WorkflowReport, levels: readonly ('breaking' | 'warning' | 'info')[] = []): WorkflowReport {
  const [finding] = invoice.findings;
  if (finding === undefined) throw new Error('The example has findings.');
  return { ...workflow, key, findings: levels.map((level) => ({ ...finding, level })) };
}

describe('the first line', () => {
  test('says how many were verified, how many drifted and how, and how many nobody could look at', () => {
    expect(headline(exampleReport)).toBe('1 of 3 verified · 1 drifted (2 breaking, 1 info) · 1 NOT VERIFIED');
  });

  test('says no more than that where nothing else happened', () => {
    expect(headline(reportOn([nightlyReport]))).toBe('1 of 1 verified');
    expect(headline(reportOn([]))).toBe('0 of 0 verified');
  });

  test('counts warnings in the plural', () => {
    expect(headline(reportOn([named('a', invoice, ['warning', 'warning']), named('b', invoice, ['warning'])]))).toBe(
      '0 of 2 verified · 2 drifted (3 warnings)',
    );
  });
});

test('everything is counted once', () => {
  expect(countReport(exampleReport)).toEqual({
    workflows: 3,
    verified: 1,
    drifted: 1,
    unverified: 1,
    findings: { breaking: 2, warning: 0, info: 1 },
    accepted: 0,
  });
});

describe('gravest first', () => {
  test('an unknown stands behind what may break and before what breaks nobody; equals keep their order', () => {
    const workflows = [
      named('verified', nightlyReport),
      named('info', invoice, ['info']),
      named('unknown', vendorCheck),
      named('warning', invoice, ['info', 'warning']),
      named('breaking-2', invoice, ['info', 'breaking']),
      named('breaking-1', invoice, ['breaking']),
    ];
    expect(workflowsGravestFirst(workflows).map(({ key }) => key)).toEqual([
      'breaking-2',
      'breaking-1',
      'warning',
      'unknown',
      'info',
      'verified',
    ]);
  });

  test('findings stand by level, inside a level as the schema has them', () => {
    expect(findingsGravestFirst(invoice.findings).map(({ place }) => place)).toEqual([
      'inputs.lines[].quantity',
      'inputs.poNumber',
      'inputs.paymentTerms',
    ]);
  });

  test('over all workflows the level weighs more than the workflow', () => {
    const workflows = [named('a', invoice, ['info', 'breaking']), named('b', invoice, ['warning', 'breaking'])];
    expect(allGravestFirst(workflows).map(({ workflow, finding }) => `${workflow.key} ${finding.level}`)).toEqual([
      'a breaking',
      'b breaking',
      'b warning',
      'a info',
    ]);
  });
});
