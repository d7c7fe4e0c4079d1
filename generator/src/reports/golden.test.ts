import { expect, test } from 'vitest';
import { renderReport, type ReportFormat } from './render-report.ts';
import { exampleReport } from './testing/example-report.ts';

const FILES: Readonly<Record<ReportFormat, string>> = {
  text: 'report.txt',
  json: 'report.json',
  markdown: 'report.md',
  html: 'report.html',
  github: 'report.github.txt',
  gitlab: 'report.gitlab.json',
  sarif: 'report.sarif',
  junit: 'report.junit.xml',
};

// A wanted change of wording or layout: `vitest run generator/src/reports -u`, then read the diff.
test.each(Object.entries(FILES))('%s prints the example report as its golden file has it', async (format, file) => {
  // The keys of FILES are the formats.
  await expect(`${renderReport(format as ReportFormat, exampleReport)}\n`).toMatchFileSnapshot(`./golden/${file}`);
});
