import { expect, test } from 'vitest';
import { RUNTIME_ERRORS } from '../../generator/src/diagnostics/runtime-errors.ts';
import { readPage } from './pages/page.ts';

test('the guide on running jobs names every error by its class, once', () => {
  const rows = [...readPage('docs/running-jobs.md').text.matchAll(/^\| `(\w+Error)` +\| (.+?) +\|/gm)];
  const told = rows.flatMap(([, errorClass, codes = '']) => [...codes.matchAll(/`([A-Z_]+)`/g)].map(([, code]) => `${code} ${errorClass}`));
  expect(told.toSorted()).toEqual(
    Object.entries(RUNTIME_ERRORS)
      .map(([code, { errorClass }]) => `${code} ${errorClass}`)
      .toSorted(),
  );
});
