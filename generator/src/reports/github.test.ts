import { describe, expect, test } from 'vitest';
import { renderReport } from './render-report.ts';
import type { DriftReport, WorkflowReport } from './report.ts';
import { examples, reportOn } from './testing/example-report.ts';

const { invoice, vendorCheck } = examples;

function withFindings(count: number, level: 'breaking' | 'warning' | 'info'): WorkflowReport {
  const [finding] = invoice.findings;
  if (finding === undefined) throw new Error('The example has findings.');
  const findings = Array.from({ length: count }, (_, index) => ({
    ...finding,
    level,
    message: `finding ${index}`,
    fingerprint: `df1:${index}`,
  }));
  return { ...invoice, findings, callSites: [] };
}

function commandsOf(report: DriftReport): readonly string[] {
  return renderReport('github', report).split('\n').slice(1);
}

describe('annotations', () => {
  test('all of them, up to the ten that GitHub shows', () => {
    const commands = commandsOf(reportOn([withFindings(10, 'breaking')]));
    expect(commands).toHaveLength(10);
    expect(commands.at(-1)).toContain('finding 9');
  });

  test('above ten the worst nine, and how many more', () => {
    const commands = commandsOf(reportOn([withFindings(32, 'breaking')]));
    expect(commands).toHaveLength(10);
    expect(commands.at(-2)).toContain('finding 8');
    expect(commands.at(-1)).toBe('::error title=opus-codegen::23 more, see the summary');
  });

  test('each level has ten of its own, and what nobody could look at comes first among the warnings', () => {
    const commands = commandsOf(reportOn([withFindings(11, 'warning'), withFindings(11, 'info'), vendorCheck]));
    expect(commands.map((command) => command.split(' ')[0])).toEqual([...Array(10).fill('::warning'), ...Array(10).fill('::notice')]);
    expect(commands[0]).toContain('vendorCheck NOT VERIFIED');
    expect(commands[9]).toBe('::warning title=opus-codegen::3 more, see the summary');
  });

  test('a long message is cut, a long list of call sites counted', () => {
    const [finding] = invoice.findings;
    if (finding === undefined) throw new Error('The example has findings.');
    const site = { file: 'a.ts', line: 1, column: 1, text: 'x', findingFingerprint: finding.fingerprint };
    const [command = ''] = commandsOf(
      reportOn([{ ...invoice, findings: [{ ...finding, message: 'm'.repeat(5_000) }], callSites: Array.from({ length: 8 }, () => site) }]),
    );
    expect(command).toContain(`::${'m'.repeat(999)}…%0A`);
    expect(command).toMatch(/(%0ABreaks a\.ts:1:1 {2}x){5}%0A… and 3 more places\.$/);
  });
});

test('nothing to annotate leaves the first line alone', () => {
  expect(renderReport('github', reportOn([examples.nightlyReport]))).toBe('opus-codegen: 1 of 1 verified');
});
