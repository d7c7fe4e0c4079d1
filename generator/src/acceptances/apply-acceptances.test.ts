import type { Finding, Level } from '@opus-codegen/schema';
import { describe, expect, test } from 'vitest';
import type { Acceptance } from './acceptance.ts';
import { applyAcceptances, type AppliedAcceptances } from './apply-acceptances.ts';
import { acceptFindings, termsProblems } from './accept-findings.ts';
import type { WorkflowReport } from '../reports/report.ts';

const finding = (fingerprint: string, level: Level = 'breaking'): Finding => ({
  rule: 'variable-removed',
  level,
  side: 'input',
  place: 'inputs.poNumber',
  path: ['inputs', 'poNumber'],
  message: 'gone',
  hint: 'do',
  ask: 'why',
  fingerprint,
});
const workflow = (...findings: readonly Finding[]): WorkflowReport => ({
  key: 'invoice',
  workflowId: 'B9',
  name: 'Invoice',
  state: 'drifted',
  findings,
});
const acceptance = (fingerprint: string, until: string): Acceptance => ({
  rule: 'variable-removed',
  workflow: 'invoice',
  place: 'invoice.inputs.poNumber',
  fingerprint,
  reason: 'ships on Friday',
  owner: 'kim',
  until,
});

const elsewhere = (key: string): Acceptance => ({ ...acceptance('df1:1', '2026-12-31'), workflow: key });

const today = '2026-11-23';

function applied(report: WorkflowReport, ...accepted: readonly Acceptance[]): AppliedAcceptances {
  return applyAcceptances([report], accepted, { today, path: 'opus.drift.json', configured: new Set(['invoice', 'claim']) });
}

describe('an acceptance', () => {
  test('sets its finding apart, with who answers for it, and leaves the others', () => {
    const [one, two] = [finding('df1:1'), finding('df1:2')];
    expect(applied(workflow(one, two), acceptance('df1:1', '2026-12-31'))).toEqual({
      workflows: [{ ...workflow(two), accepted: [{ finding: one, reason: 'ships on Friday', owner: 'kim', until: '2026-12-31' }] }],
      diagnostics: [],
    });
  });

  test.each([
    ['2026-11-23', true, 'its last day'],
    ['2026-11-22', false, 'the day after'],
    ['2027-02-21', true, '90 days'],
    ['2027-02-22', false, '91 days'],
  ])('until %s holds: %s (%s)', (until, holds) => {
    const { workflows, diagnostics } = applied(workflow(finding('df1:1')), acceptance('df1:1', until));
    expect(workflows[0]?.findings).toHaveLength(holds ? 0 : 1);
    expect(diagnostics.map(({ name }) => name)).toEqual(holds ? [] : [until < today ? 'acceptance-expired' : 'acceptance-too-long']);
  });

  test('of a warning may last longer', () => {
    expect(applied(workflow(finding('df1:1', 'warning')), acceptance('df1:1', '2028-01-01')).workflows[0]?.findings).toEqual([]);
  });

  test('of another change at the same place is unused, and said to be', () => {
    const { workflows, diagnostics } = applied(workflow(finding('df1:2')), acceptance('df1:1', '2026-12-31'));
    expect(workflows).toEqual([workflow(finding('df1:2'))]);
    expect(diagnostics).toMatchObject([
      {
        name: 'acceptance-unused',
        severity: 'warning',
        what: 'The acceptance of variable-removed at invoice.inputs.poNumber (kim) matches nothing that was found.',
      },
    ]);
  });

  test('of a workflow nobody could look at is neither used nor unused', () => {
    const unverified: WorkflowReport = { ...workflow(), state: 'unverified' };
    expect(applied(unverified, acceptance('df1:1', '2020-01-01'))).toEqual({ workflows: [unverified], diagnostics: [] });
  });

  test('of a workflow that was not asked for is left alone; of one the config does not have, it is told', () => {
    expect(applied(workflow(), elsewhere('claim')).diagnostics).toEqual([]);
    expect(applied(workflow(), elsewhere('gone')).diagnostics.map(({ name }) => name)).toEqual(['acceptance-unused']);
  });
});

describe('accepting', () => {
  const terms = { reason: ' why ', owner: 'kim', until: '2026-12-31' };
  const reported = { rule: 'variable-removed', level: 'breaking', workflow: 'invoice', place: 'invoice.inputs.poNumber' } as const;

  test('adds, and replaces what stands there for the same change', () => {
    const before = [acceptance('df1:1', '2026-11-30'), acceptance('df1:2', '2026-11-30')];
    expect(acceptFindings(before, [{ ...reported, fingerprint: 'df1:1' }], terms)).toEqual([
      acceptance('df1:2', '2026-11-30'),
      { ...acceptance('df1:1', '2026-12-31'), reason: 'why' },
    ]);
  });

  test.each([
    [terms, []],
    [{}, ['--reason is missing.', '--owner is missing.', '--until is missing.']],
    [{ ...terms, until: '31.12.2026' }, ['--until 31.12.2026 is no day.']],
    [{ ...terms, until: '2026-11-22' }, ['--until 2026-11-22 is in the past.']],
    [{ ...terms, until: '2027-02-21' }, []],
    [{ ...terms, until: '2027-02-22' }, ['--until 2027-02-22 is more than 90 days away.']],
  ])('on the terms %j: %j', (given, problems) => {
    expect(termsProblems(given, [{ ...reported, fingerprint: '' }], today).map(({ what }) => what)).toEqual(problems);
  });
});
