import { expect, test } from 'vitest';
import { renderReport } from './render-report.ts';
import type { Palette } from './text.ts';
import { exampleReport, examples, reportOn } from './testing/example-report.ts';

const tag =
  (name: string) =>
  (text: string): string =>
    `<${name}>${text}</${name}>`;
const palette: Palette = {
  bold: tag('bold'),
  dim: tag('dim'),
  red: tag('red'),
  yellow: tag('yellow'),
  cyan: tag('cyan'),
  green: tag('green'),
};

test('colours change no word', () => {
  const colored = renderReport('text', exampleReport, { palette });
  expect(colored).toContain('<red>breaking</red>  <bold>inputs.poNumber</bold>');
  expect(colored.replace(/<\/?(?:bold|dim|red|yellow|cyan|green)>/g, '')).toBe(renderReport('text', exampleReport));
});

test('old and new stand below each other where one line is too short for both', () => {
  const [finding] = examples.invoice.findings;
  if (finding === undefined) throw new Error('The example has findings.');
  const text = renderReport(
    'text',
    reportOn([{ ...examples.invoice, findings: [{ ...finding, before: 'b'.repeat(60), after: 'a'.repeat(60) }], callSites: [] }]),
  );
  expect(text).toContain(`\n      old    ${'b'.repeat(60)}\n      new    ${'a'.repeat(60)}\n`);
  expect(text).toContain('Nothing in this project stops compiling.');
});

test('all well is two lines', () => {
  expect(renderReport('text', reportOn([examples.nightlyReport]))).toBe('1 of 1 verified\n\nverified  nightlyReport');
});

test('call sites of no known finding are told at the end of their workflow', () => {
  const site = { file: 'src/a.ts', line: 3, column: 9, text: 'does not compile' };
  const text = renderReport('text', reportOn([{ ...examples.invoice, callSites: [site] }]));
  expect(text).toMatch(/\n\n {6}breaks src\/a\.ts:3:9 {2}does not compile$/);
});
