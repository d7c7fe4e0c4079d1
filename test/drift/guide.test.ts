import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES, type RuleLevel } from '@opus-codegen/schema';
import { expect, test } from 'vitest';
import { EXIT_CODES, EXIT_INTERRUPTED } from '../../generator/src/diagnostics/exit-codes.ts';
import { repositoryRoot } from '../project/linked-project.ts';

/** docs/drift.md says what is so. */

const page = readFileSync(join(repositoryRoot, 'docs/drift.md'), 'utf8').replaceAll('\r\n', '\n');

test('the table of rules is the table of rules, in its order', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| ([a-z–]+) +\| ([a-z–]+) +\|/gm)].map(([, rule, input, output]) => [
    rule,
    input,
    output,
  ]);
  expect(rows).toEqual(Object.entries(RULES).map(([rule, [input, output]]) => [rule, shown(input, output), shown(output, input)]));
});

test('every exit code is told, and no other', () => {
  const table = page.slice(page.indexOf('| It ends with'), page.indexOf('`2x`: we looked'));
  const codes = [...table.matchAll(/^\| `(\d+)`/gm)].map(([, code]) => Number(code));
  expect(codes.toSorted((a, b) => a - b)).toEqual([0, ...Object.values(EXIT_CODES), EXIT_INTERRUPTED].toSorted((a, b) => a - b));
});

/** What cannot fire on a side, since another rule is for that side, is no level there. */
function shown(level: RuleLevel, other: RuleLevel): string {
  return level === 'off' && other !== 'off' ? '–' : level;
}
