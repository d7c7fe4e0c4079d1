import { describe, expect, test } from 'vitest';
import { renderReport } from './render-report.ts';
import type { WorkflowReport } from './report.ts';
import { exampleReport, examples, reportOn } from './testing/example-report.ts';

const { invoice, nightlyReport, vendorCheck } = examples;

function whoBreaks(workflow: WorkflowReport): string | undefined {
  return /\*\*Who breaks\.\*\* ([^\n]*)/.exec(renderReport('markdown', reportOn([workflow])))?.[1];
}

const { callSites: _callSites, ...notLookedInto } = invoice;
const [widened, changed, added] = invoice.findings;
if (widened === undefined || changed === undefined || added === undefined) throw new Error('The example has three findings.');

describe('who breaks', () => {
  test('the call sites, each with what breaks it', () => {
    const markdown = renderReport('markdown', exampleReport);
    expect(markdown).toContain('- `src/ap/import.ts:42:3` runInvoiceWorkflow({ … }) lacks poNumber (`inputs.poNumber`)');
  });

  test('nothing here, where somebody looked and found nothing', () => {
    expect(whoBreaks({ ...invoice, callSites: [] })).toBe('Nothing in this project stops compiling.');
  });

  test('callers in general, where nobody looked, and how to look', () => {
    expect(whoBreaks(notLookedInto)).toBe(
      'Code that calls `runInvoiceWorkflow` or `startInvoiceWorkflow`. `npx opus-codegen check --impact` lists the lines.',
    );
  });

  test('readers, where outputs changed; both, where both did; perhaps, for warnings', () => {
    const output = { ...changed, side: 'output' } as const;
    expect(whoBreaks({ ...notLookedInto, findings: [output] })).toMatch(
      /^Code that reads what `runInvoiceWorkflow` or `startInvoiceWorkflow` return\. /,
    );
    expect(whoBreaks({ ...notLookedInto, findings: [output, added] })).toMatch(
      /`startInvoiceWorkflow`, and code that reads what they return\. /,
    );
    expect(whoBreaks({ ...notLookedInto, findings: [{ ...added, level: 'warning' }] })).toMatch(/^Code that calls .* may break\. /);
  });

  test('nobody, for what only informs', () => {
    expect(whoBreaks({ ...notLookedInto, findings: [widened] })).toBe('Nobody.');
  });
});

describe('what a reviewer is told without drift', () => {
  test('that there is nothing to do', () => {
    expect(renderReport('markdown', reportOn([nightlyReport]))).toBe(
      [
        '## Opus workflows: 1 of 1 verified',
        'Every workflow is as `opus.lock.json` says. Nothing to do.',
        'Verified: `nightlyReport`.',
        '<sub>opus-codegen 0.1.0</sub>',
      ].join('\n\n'),
    );
  });

  test('that nothing is known, where nobody could look', () => {
    const markdown = renderReport('markdown', reportOn([nightlyReport, vendorCheck]));
    expect(markdown).toContain('What could be compared is as `opus.lock.json` says; not every workflow could be.');
    expect(renderReport('markdown', reportOn([vendorCheck]))).toContain('No workflow could be compared with `opus.lock.json`.');
    expect(markdown).toContain('whether they changed is **unknown**');
    expect(markdown).not.toContain('### What to do');
  });

  test('that no workflow is configured', () => {
    expect(renderReport('markdown', reportOn([]))).toContain('No workflow is configured, so nothing was compared.');
  });
});

function numbered(workflow: WorkflowReport): readonly WorkflowReport[] {
  return Array.from({ length: 5_000 }, (_, index) => ({ ...workflow, key: `${workflow.key}${index}` }));
}

describe('one comment long', () => {
  const many = Array.from({ length: 400 }, (_, index) => ({
    ...(index % 2 === 0 ? widened : added),
    message: `${'m'.repeat(400)} ${index}`,
    fingerprint: `df1:${index}`,
  }));

  test('the gravest findings stay, the rest is counted and never dropped in silence', () => {
    const markdown = renderReport('markdown', reportOn([{ ...notLookedInto, findings: many }]));
    expect(markdown.length).toBeLessThanOrEqual(60_000);
    expect(markdown.length).toBeGreaterThan(55_000);
    const rows = markdown.match(/^\| .*m{400} .*\|$/gm) ?? [];
    expect(rows.every((row) => row.includes('**breaking**'))).toBe(true);
    expect(markdown).toContain(`**${400 - rows.length} more findings do not fit here.** They are in the json and html reports.`);
    expect(markdown.split('\n')[0]).toBe('## Opus workflows: 0 of 1 verified · 1 drifted (200 breaking, 200 info)');
  });

  test('thousands of workflows, verified or not, are counted', () => {
    const markdown = renderReport('markdown', reportOn([...numbered(nightlyReport), ...numbered(vendorCheck)]));
    expect(markdown.length).toBeLessThanOrEqual(60_000);
    expect(markdown).toContain('| … | 4900 more | |');
    expect(markdown).toContain('and 4900 more.');
  });
});
