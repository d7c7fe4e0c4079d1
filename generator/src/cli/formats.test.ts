import { expect, test } from 'vitest';
import { CHECK_FORMATS } from './formats.ts';
import { REPORT_FORMATS } from '../reports/render-report.ts';

test('check takes every format a report can be printed in', () => {
  expect([...CHECK_FORMATS].sort()).toEqual([...REPORT_FORMATS].sort());
});
