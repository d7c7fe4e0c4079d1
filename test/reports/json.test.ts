import { jsonReport, renderReport } from '@opus-codegen/generator/reports';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { hiddenCharacters } from './hidden-characters.ts';
import { hostileReports } from './hostile-report.ts';
import { readGolden, readJsonReportSchema } from './read-beside.ts';

const validate = new Ajv2020({ strictRequired: false, allErrors: true }).compile(JSON.parse(readJsonReportSchema()));

function problemsOf(value: unknown): unknown {
  return validate(value) ? [] : validate.errors;
}

test('the example report is valid against the schema we publish', () => {
  expect(problemsOf(JSON.parse(readGolden('report.json')))).toEqual([]);
});

describe('the schema refuses', () => {
  test.each([
    ['another version', '"schemaVersion": 1', '"schemaVersion": 2'],
    ['a sample value beside a variable', '"wire": "quantity",\n', '"wire": "quantity", "value": "12",\n'],
    ['an unknown level', '"level": "breaking"', '"level": "grave"'],
    [
      'a reason where somebody looked',
      '"state": "verified"',
      '"state": "verified", "reason": { "code": "", "message": "", "exitCode": 30 }',
    ],
    ['line 0', '"line": 44', '"line": 0'],
  ])('%s', (_, from, to) => {
    const golden = readGolden('report.json');
    const changed = golden.replaceAll(from, to);
    expect(changed).not.toBe(golden);
    expect(problemsOf(JSON.parse(changed))).not.toEqual([]);
  });
});

describe('hostile texts', () => {
  test.each(hostileReports)('%s: valid, read back exactly, nothing hidden in the document', (_, report) => {
    const json = renderReport('json', report);
    expect(JSON.parse(json)).toEqual(jsonReport(report));
    expect(problemsOf(JSON.parse(json))).toEqual([]);
    expect(hiddenCharacters(json)).toEqual([]);
    expect(json).not.toMatch(/##[a-z]*\[/i);
  });
});
