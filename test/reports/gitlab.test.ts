import { renderReport } from '@opus-codegen/generator/reports';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { hiddenCharacters } from './hidden-characters.ts';
import { hostileReports } from './hostile-report.ts';
import { readBeside, readGolden } from './read-beside.ts';

const validate = new Ajv2020({ allErrors: true, strictRequired: false }).compile(JSON.parse(readBeside('gitlab-code-quality.schema.json')));

function problemsOf(value: unknown): unknown {
  return validate(value) ? [] : validate.errors;
}

function issuesOf(text: string): readonly { readonly description: string; readonly fingerprint: string }[] {
  return JSON.parse(text) as readonly { readonly description: string; readonly fingerprint: string }[]; // validated beside
}

function fingerprintsOf(text: string): readonly string[] {
  return issuesOf(text).map(({ fingerprint }) => fingerprint);
}

test("the example report is what GitLab's documentation asks for", () => {
  expect(problemsOf(JSON.parse(readGolden('report.gitlab.json')))).toEqual([]);
});

test('no two entries share a fingerprint, or GitLab would show one of them', () => {
  const fingerprints = fingerprintsOf(readGolden('report.gitlab.json'));
  expect(new Set(fingerprints).size).toBe(fingerprints.length);
});

describe('the schema refuses', () => {
  test.each([
    ["the documentation's own example without its severity", '"severity": "minor", ', ''],
    ['a severity GitLab does not know', '"minor"', '"error"'],
    ['a path it cannot find', '"lib/index.js"', '"./lib/index.js"'],
    ['no line', '{ "begin": 42 }', '{}'],
  ])('%s', (_, from, to) => {
    const example = `[{ "description": "'unused' is assigned.", "check_name": "no-unused-vars", "fingerprint": "7815", "severity": "minor", "location": { "path": "lib/index.js", "lines": { "begin": 42 } } }]`;
    expect(problemsOf(JSON.parse(example))).toEqual([]);
    expect(problemsOf(JSON.parse(example.replace(from, to)))).not.toEqual([]);
  });
});

describe('hostile texts', () => {
  test.each(hostileReports)('%s: valid, nothing hidden', (_, report) => {
    const text = renderReport('gitlab', report);
    expect(problemsOf(JSON.parse(text))).toEqual([]);
    expect(hiddenCharacters(text)).toEqual([]);
    expect(issuesOf(text).flatMap(({ description }) => hiddenCharacters(description))).toEqual([]);
    expect(fingerprintsOf(text)).toHaveLength(3);
  });
});
