import { jsonReport, renderReport } from '@opus-codegen/generator/reports';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { remarksForGithub, remarksForMarkdown } from '../../generator/src/reports/remarks.ts';
import { readRunnerLine } from '../reports/github-runner.ts';
import { hiddenCharacters } from '../reports/hidden-characters.ts';
import { reportFullOf } from '../reports/hostile-report.ts';
import { HOSTILE_TEXTS } from '../reports/hostile-texts.ts';
import { readJsonReportSchema } from '../reports/read-beside.ts';

const validate = new Ajv2020({ strictRequired: false }).compile(JSON.parse(readJsonReportSchema()));
const texts = Object.entries(HOSTILE_TEXTS);

describe('a comparison of two lockfiles whose keys and paths are hostile', () => {
  test.each(texts)('%s: nothing hidden, no foreign element, valid json', (_, text) => {
    const report = { ...reportFullOf('x'), lockfiles: { olderPath: text, added: [text], removed: [text] } };
    const printed = renderReport('text', report);
    expect(hiddenCharacters(printed)).toEqual([]);
    expect(printed.split('\n').filter((line) => /^\s*::|##[a-z]*\[/i.test(line))).toEqual([]);
    // The zero-width gap is our own: it takes mentions apart.
    expect(hiddenCharacters(renderReport('markdown', report), '\u200b')).toEqual([]);
    const html = renderReport('html', report);
    expect(hiddenCharacters(html)).toEqual([]);
    expect(html.match(/<(?:img|svg|iframe)\b/gi)).toBeNull();
    expect(html.match(/<(?:script|style)\b/gi)).toHaveLength(2);
    expect(validate(jsonReport(report)) ? [] : validate.errors).toEqual([]);
  });
});

describe('a remark whose words are hostile', () => {
  test.each(texts)('%s: one annotation of ours, and one entry of a list', (_, text) => {
    const remark = { code: 'OPUS6012', severity: 'warning', what: text, fix: text } as const;
    const lines = remarksForGithub([remark]).split(/\r\n|\r|\n/);
    expect(lines.map((line) => readRunnerLine(line)?.name)).toEqual(['warning']);
    expect(hiddenCharacters(lines[0] ?? '')).toEqual([]);
    const markdown = remarksForMarkdown([remark]);
    expect(markdown.split('\n')).toHaveLength(3);
    expect(hiddenCharacters(markdown, '\u200b')).toEqual([]);
  });
});
