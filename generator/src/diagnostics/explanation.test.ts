import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as runtime from '@opus-codegen/runtime';
import { describe, expect, test } from 'vitest';
import { DOCS_URL } from './docs-link.ts';
import { explainedErrors, explainedMessages } from './explanation.ts';

describe('every error of a run', () => {
  test.each(explainedErrors())('$code is of a public class, and says what, why and how to go on', ({ errorClass, title, why, fix }) => {
    expect(runtime).toHaveProperty(errorClass);
    expect(title).toMatch(/^\S.*[^.]$/);
    expect(why).toMatch(/^\S.*\.$/s);
    expect(fix).toMatch(/^\S.*\.$/s);
  });
});

test('no code stands twice, whatever its case', () => {
  const codes = [...explainedMessages(), ...explainedErrors()].map(({ code }) => code.toLowerCase());
  expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
});

test('the guides are at the repository the packages name', () => {
  const manifest = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as { readonly homepage: string };
  expect(DOCS_URL).toBe(`${manifest.homepage.replace(/#.*$/, '')}/blob/main/docs`);
});
