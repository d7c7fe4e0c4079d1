import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compareWorkflows, RULES, type ComparedWorkflow, type Finding, type RuleId } from './index.ts';

/**
 * One folder a rule: `before.json` and `after.json` in, `expected.txt` out. To write the expected texts anew, and read the difference in git:
 *
 *     GOLDEN=update pnpm vitest run packages/schema/src/drift/golden.test.ts
 */
const GOLDEN = new URL('./golden/', import.meta.url);
const UPDATE = process.env['GOLDEN'] === 'update';

const rules = Object.keys(RULES) as readonly RuleId[]; // The keys of a constant table are its own.

describe('every rule does what its golden folder says', () => {
  test('there is one folder a rule, and no other', () => {
    expect(readdirSync(GOLDEN).sort()).toEqual([...rules].sort());
  });

  test.each(rules)('%s', (rule) => {
    const folder = new URL(`${rule}/`, GOLDEN);
    const found = report(rule, folder);
    const expected = new URL('expected.txt', folder);
    if (UPDATE || !existsSync(expected)) writeFileSync(expected, UPDATE ? found : 'not written yet: GOLDEN=update\n');
    expect(readdirSync(folder).sort()).toEqual(['after.json', 'before.json', 'expected.txt']);
    expect(found).toBe(readFileSync(expected, 'utf8'));
    expect(found).toContain(` ${rule} `);
  });
});

function report(rule: RuleId, folder: URL): string {
  // Rules that are off by default are looked at as well.
  const chosen = RULES[rule].every((level) => level === 'off') ? { [rule]: 'info' as const } : {};
  const findings = compareWorkflows(read(folder, 'before') ?? nothing(folder), read(folder, 'after'), { rules: chosen });
  return findings.map(show).join('\n');
}

function nothing(folder: URL): never {
  throw new Error(`before.json of ${folder.pathname} is null`);
}

function read(folder: URL, name: 'before' | 'after'): ComparedWorkflow | undefined {
  // The golden files hold the model; a broken one fails its own test.
  return (JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as ComparedWorkflow | null) ?? undefined;
}

function show(finding: Finding): string {
  const sides = finding.before === undefined && finding.after === undefined ? [] : [`  ${finding.before ?? ''} -> ${finding.after ?? ''}`];
  return [
    `${finding.level} ${finding.rule} ${finding.place}${finding.wire === undefined ? '' : ` (${finding.wire})`}`,
    `  ${finding.message}`,
    ...sides,
    `  hint: ${finding.hint}`,
    `  ask: ${finding.ask}`,
    '',
  ].join('\n');
}
