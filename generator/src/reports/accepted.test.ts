import { describe, expect, test } from 'vitest';
import { joinedReport } from './joined-report.ts';
import { jsonReport, renderReport } from './render-report.ts';
import { remarksForGithub, remarksForMarkdown } from './remarks.ts';
import type { WorkflowReport } from './report.ts';
import { headline } from './summary.ts';
import { examples, reportOn } from './testing/example-report.ts';

const [widened, changed, added] = examples.invoice.findings;
if (widened === undefined || changed === undefined || added === undefined) throw new Error('the example has three findings');

const partly: WorkflowReport = {
  ...examples.invoice,
  findings: [widened, changed],
  accepted: [{ finding: added, reason: 'ships on Friday', owner: 'kim', until: '2026-12-31' }],
};
const wholly: WorkflowReport = { ...partly, findings: [] };

describe('what was accepted', () => {
  test('is counted apart', () => {
    expect(headline(reportOn([partly]))).toBe('0 of 1 verified · 1 drifted (1 breaking, 1 info, 1 accepted)');
    expect(headline(reportOn([wholly, examples.nightlyReport]))).toBe('1 of 2 verified · 1 drifted (1 accepted)');
  });

  test('stands in text below what counts, with who answers for it and what it breaks', () => {
    expect(renderReport('text', reportOn([partly]))).toContain(`
  breaking accepted  inputs.poNumber  variable-added-required
      > The input "PO Number" (text) is new and required; callers do not send it.
      accepted until 2026-12-31 by kim: ships on Friday
      breaks src/ap/import.ts:42:3  runInvoiceWorkflow({ … }) lacks poNumber`);
    expect(renderReport('text', reportOn([partly]))).not.toContain('do     Regenerate; the compiler then names');
    expect(renderReport('text', reportOn([partly])).split('src/ap/import.ts:42:3')).toHaveLength(2);
  });

  test('stands in json apart from the findings', () => {
    const { summary, workflows } = jsonReport(reportOn([partly]));
    expect(summary).toMatchObject({ breaking: 1, info: 1, accepted: 1 });
    expect(workflows[0]?.findings.map(({ rule }) => rule)).toEqual(['type-changed', 'options-widened']);
    expect(workflows[0]?.accepted).toMatchObject([
      { rule: 'variable-added-required', acceptance: { reason: 'ships on Friday', owner: 'kim', until: '2026-12-31' } },
    ]);
  });

  test('has a table in markdown; nothing is said to be left to do', () => {
    const markdown = renderReport('markdown', reportOn([wholly]));
    expect(markdown).toContain('Whatever was seen to change since `opus.lock.json` was written has been accepted.');
    expect(markdown).toContain('\n| `invoice.inputs.poNumber`<br>variable-added-required | ');
    expect(markdown).toContain(' | ships on Friday | kim | 2026-12-31 |\n');
    expect(markdown).not.toContain('### What to do');
  });

  test('fails nothing in junit, is suppressed in sarif, a notice in github, left out for gitlab', () => {
    const report = reportOn([wholly]);
    expect(renderReport('junit', report)).toContain('tests="1" failures="0" errors="0"');
    expect(renderReport('junit', report)).toContain('(accepted until 2026-12-31 by kim: ships on Friday)');
    expect(JSON.parse(renderReport('sarif', report)).runs[0].results).toMatchObject([
      {
        ruleId: 'variable-added-required',
        suppressions: [{ kind: 'external', status: 'accepted', justification: 'accepted until 2026-12-31 by kim: ships on Friday' }],
      },
    ]);
    expect(renderReport('github', report)).toMatch(/^opus-codegen: .*\n::notice file=opus\.lock\.json,.*accepted\)::.*ships on Friday$/);
    expect(JSON.parse(renderReport('gitlab', report))).toEqual([]);
    expect(renderReport('html', report)).toContain('<h3>Accepted, not counted</h3>');
  });
});

describe('a service that was not to be asked', () => {
  const reason = { code: 'OPUS3012', message: 'The service was not asked.', exitCode: 0 } as const;
  const report = reportOn([{ ...examples.vendorCheck, reason }]);

  test('is NOT VERIFIED all the same, and fails nothing', () => {
    expect(headline(report)).toBe('0 of 1 verified · 1 NOT VERIFIED');
    expect(renderReport('junit', report)).toContain('<testsuites name="opus-codegen" tests="1" failures="0" errors="0">');
    expect(JSON.parse(renderReport('sarif', report)).runs[0].invocations[0].executionSuccessful).toBe(true);
    expect(renderReport('github', report)).toMatch(/\n::notice .*title=vendorCheck NOT VERIFIED::/);
    expect(JSON.parse(renderReport('gitlab', report))).toMatchObject([{ severity: 'info' }]);
  });
});

describe('the reports of several configs', () => {
  const here = reportOn([examples.invoice], { lockfilePath: 'a/opus.lock.json' });
  const there = reportOn([examples.nightlyReport, examples.invoice], { lockfilePath: 'b/opus.lock.json' });

  test('become one, in which each finding stands in its own lockfile at its own line', () => {
    const joined = joinedReport([here, there]);
    expect(headline(joined)).toBe('1 of 3 verified · 2 drifted (4 breaking, 2 info)');
    const places = JSON.parse(renderReport('gitlab', joined)).map(
      ({ location }: { location: { path: string; lines: { begin: number } } }) => `${location.path}:${location.lines.begin}`,
    );
    const alone = (report: typeof here): readonly string[] =>
      JSON.parse(renderReport('gitlab', report)).map(
        ({ location }: { location: { path: string; lines: { begin: number } } }) => `${location.path}:${location.lines.begin}`,
      );
    expect([...places].sort()).toEqual([...alone(here), ...alone(there)].sort());
    expect(jsonReport(joined).workflows.map(({ lockfile }) => lockfile)).toEqual([
      'a/opus.lock.json',
      'b/opus.lock.json',
      'b/opus.lock.json',
    ]);
  });

  test('of one config, it stays as it is', () => {
    expect(joinedReport([here])).toBe(here);
  });
});

describe('two lockfiles', () => {
  const report = reportOn([examples.invoice, examples.nightlyReport], {
    lockfiles: { olderPath: 'old.json', added: ['claim'], removed: ['order'] },
  });

  test('are said to differ, not to be verified', () => {
    expect(headline(report)).toBe('1 of 2 unchanged · 1 changed (2 breaking, 1 info) · 1 new · 1 gone');
    expect(renderReport('text', report)).toMatch(/\n\nunchanged {2}nightlyReport\n\nnew {2}claim\n\ngone {2}order$/);
    const markdown = renderReport('markdown', report);
    expect(markdown).toContain('What `opus.lock.json` says, compared with `old.json`. The service was not asked.');
    expect(markdown).toContain('Unchanged: `nightlyReport`.\n\nNew: `claim`.\n\nGone: `order`.');
    for (const format of ['text', 'markdown'] as const) expect(renderReport(format, report)).not.toMatch(/[^-]verified/);
    expect(jsonReport(report).olderLockfile).toEqual({ path: 'old.json', added: ['claim'], removed: ['order'] });
  });
});

describe('remarks', () => {
  const remark = { code: 'OPUS5010', severity: 'error', what: '::error::a\n::set-output name=x::y | <img>', fix: 'Run it.' } as const;

  test('are annotations that carry nothing foreign', () => {
    expect(remarksForGithub([remark])).toBe('::error title=opus-codegen OPUS5010::::error::a⏎::set-output name=x::y | <img>%0ADo: Run it.');
    expect(
      remarksForGithub(Array.from({ length: 7 }, () => remark))
        .split('\n')
        .at(-1),
    ).toBe('::error title=opus-codegen::2 more, see the log');
  });

  test('are a list in the summary; what only informs is nobody told', () => {
    expect(remarksForMarkdown([remark, { ...remark, severity: 'info' }]).split('\n- ')).toHaveLength(2);
    expect(remarksForMarkdown([{ ...remark, severity: 'info' }])).toBe('');
    expect(remarksForMarkdown([remark])).not.toContain('<img>');
  });
});
