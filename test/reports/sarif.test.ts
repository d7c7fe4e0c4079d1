import { createRequire } from 'node:module';
import { renderReport } from '@opus-codegen/generator/reports';
import draft04 from 'ajv-draft-04';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { hiddenCharacters } from './hidden-characters.ts';
import { hostileReports } from './hostile-report.ts';
import { readGolden } from './read-beside.ts';

// The schema of SARIF 2.1.0 as its authors ship it, inside their package of matchers. Nothing else of that package is used.
const schema: object = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

// Both are CommonJS: their class and function stand under `default`.
const ajv = new draft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

function problemsOf(value: unknown): unknown {
  return validate(value) ? [] : validate.errors;
}

/** The parts of a log these tests look into. */
interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
    readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number; readonly message: { readonly text: string } }[];
  }[];
}

test('the example report is valid against the public schema', () => {
  expect(problemsOf(JSON.parse(readGolden('report.sarif')))).toEqual([]);
});

test('every result finds its rule', () => {
  const [run] = (JSON.parse(readGolden('report.sarif')) as Log).runs; // just validated
  expect(run?.results.map(({ ruleIndex }) => run.tool.driver.rules[ruleIndex]?.id)).toEqual(run?.results.map(({ ruleId }) => ruleId));
  expect(run?.invocations[0]?.executionSuccessful).toBe(false);
});

describe('the public schema refuses', () => {
  test.each([
    ['another version', '"version": "2.1.0"', '"version": "2.0.0"'],
    ['an unknown level', '"level": "note"', '"level": "info"'],
    ['line 0', '"startLine": 44', '"startLine": 0'],
    ['an address that is none', '"uri": "src/ap/lines.ts"', '"uri": "src/ap/li nes.ts"'],
  ])('%s', (_, from, to) => {
    const golden = readGolden('report.sarif');
    const changed = golden.replace(from, to);
    expect(changed).not.toBe(golden);
    expect(problemsOf(JSON.parse(changed))).not.toEqual([]);
  });
});

describe('hostile texts', () => {
  test.each(hostileReports)('%s: valid, with no link, no placeholder and nothing hidden', (_, report) => {
    const text = renderReport('sarif', report);
    const log = JSON.parse(text) as Log; // validated in the next line
    expect(problemsOf(log)).toEqual([]);
    expect(hiddenCharacters(text)).toEqual([]);
    for (const { message } of log.runs[0]?.results ?? []) {
      expect(message.text).not.toMatch(/\]\(|\{\d/);
      expect(hiddenCharacters(message.text)).toEqual([]);
    }
  });
});
