import { expect, test } from 'vitest';
import { driftReasons } from './drift-reasons.ts';

test.each([
  [[], 'info', []],
  [['info'], 'breaking', []],
  [['warning', 'info'], 'breaking', []],
  [['info'], 'warning', []],
  [['warning', 'info'], 'warning', ['drift']],
  [['info'], 'info', ['drift']],
  [['breaking', 'warning'], 'breaking', ['breaking-drift']],
  [['info', 'breaking'], 'info', ['breaking-drift']],
] as const)('%j under --fail-on %s: %j', (levels, failOn, reasons) => {
  expect(driftReasons(levels, failOn)).toEqual(reasons);
});
