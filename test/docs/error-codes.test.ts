import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as runtime from '@opus-codegen/runtime';
import { expect, test } from 'vitest';
import { DEFAULT_HINTS } from '../../runtime/src/errors/codes.ts';
import { repositoryRoot } from '../project/linked-project.ts';

const page = readFileSync(join(repositoryRoot, 'docs/running-jobs.md'), 'utf8');
const rows = [...page.matchAll(/^\| `([A-Z_]+)` +\| `(\w+)` +\|/gm)].map((match) => ({ code: match[1], className: match[2] }));

test('the page on running jobs lists every error code once, and no other', () => {
  expect(rows.map((row) => row.code).toSorted()).toEqual(Object.keys(DEFAULT_HINTS).toSorted());
});

test('every class on the page is exported', () => {
  expect(rows.map((row) => row.className).filter((name) => !(String(name) in runtime))).toEqual([]);
});
