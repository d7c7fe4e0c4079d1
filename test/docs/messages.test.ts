import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CATALOG } from '../../generator/src/diagnostics/catalog.ts';
import { repositoryRoot } from '../project/linked-project.ts';
import { SCENARIOS } from './messages/scenarios.ts';
import { WITHOUT_EXAMPLE } from './messages/without-example.ts';

test('every message is met on purpose for its page, or it is said why not and where it is tested', () => {
  expect([...Object.keys(SCENARIOS), ...Object.keys(WITHOUT_EXAMPLE)].toSorted()).toEqual(Object.keys(CATALOG).toSorted());
});

test.each(Object.entries(WITHOUT_EXAMPLE))('%s: %s', (_name, reason) => {
  expect(existsSync(join(repositoryRoot, reason.split('; ').at(-1) ?? ''))).toBe(true);
});
