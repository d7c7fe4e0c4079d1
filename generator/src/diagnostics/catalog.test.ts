import { describe, expect, test } from 'vitest';
import { CATALOG, type DiagnosticName } from './catalog.ts';
import { diagnose } from './diagnostic.ts';
import { EXIT_CODES } from './exit-codes.ts';

const names = Object.keys(CATALOG) as DiagnosticName[]; // the catalog's own keys

describe('the catalog of diagnostics', () => {
  test('gives every message a code of its own', () => {
    expect(new Set(names.map((name) => CATALOG[name].code)).size).toBe(names.length);
  });

  test.each(names)('%s has a code in its range, and says what, why and how to go on', (name) => {
    const { code, title, why, fix, severity, exit } = CATALOG[name];
    expect(code).toMatch(/^OPUS[1-79]0\d\d$/);
    expect(title).toMatch(/^\S.*[^.]$/);
    expect(why).toMatch(/^\S.*\.$/s);
    expect(fix).toMatch(/^\S.*\.$/s);
    // What fails a run says so, and what does not fail it is no error. An interruption has an exit code of its own.
    expect(severity === 'error').toBe(exit !== undefined || name === 'interrupted');
    expect([...Object.keys(EXIT_CODES), undefined]).toContain(exit);
  });

  test('holds the codes that were published, unchanged', () => {
    expect(Object.fromEntries(names.map((name) => [CATALOG[name].code, name]))).toMatchSnapshot();
  });
});

test('a diagnostic takes what its case says, and the rest from the catalog', () => {
  expect(diagnose('key-missing', { what: 'MY_KEY is not set.', where: 'opus.config.ts' })).toEqual({
    code: 'OPUS3001',
    name: 'key-missing',
    severity: 'error',
    what: 'MY_KEY is not set.',
    where: 'opus.config.ts',
    why: CATALOG['key-missing'].why,
    fix: CATALOG['key-missing'].fix,
    exit: 'no-access',
  });
  expect(diagnose('lockfile-missing').what).toBe('There is no lockfile.');
});
