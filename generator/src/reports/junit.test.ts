import { describe, expect, test } from 'vitest';
import { renderReport } from './render-report.ts';
import type { Level } from '@opus-codegen/schema';
import { examples, exampleReport, reportOn } from './testing/example-report.ts';

function totals(xml: string): string | undefined {
  return /<testsuites [^>]*>/.exec(xml)?.[0];
}

describe('what fails a run fails as a test', () => {
  test.each([
    ['breaking', 2],
    ['warning', 2],
    ['info', 3],
  ] as const)('--fail-on %s gives %i failures', (failOn: Level, failures) => {
    const xml = renderReport('junit', { ...exampleReport, failOn });
    expect(totals(xml)).toBe(`<testsuites name="opus-codegen" tests="5" failures="${failures}" errors="1">`);
    expect(xml.match(/<failure /g)).toHaveLength(failures);
    expect(xml.match(/<skipped /g) ?? []).toHaveLength(3 - failures);
  });
});

test('what nobody could look at is an error and no failure, with or without a reason', () => {
  const { reason: _, ...unexplained } = examples.vendorCheck;
  for (const workflow of [examples.vendorCheck, unexplained]) {
    expect(totals(renderReport('junit', reportOn([workflow])))).toBe('<testsuites name="opus-codegen" tests="1" failures="0" errors="1">');
  }
});

test('no workflow is no suite', () => {
  expect(renderReport('junit', reportOn([]))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="opus-codegen" tests="0" failures="0" errors="0">\n</testsuites>',
  );
});
