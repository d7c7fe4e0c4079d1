import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Variable } from '../model.ts';
import { arbitraries } from '../testing/arbitraries.ts';
import { canonicalForm, fingerprint, normalForm } from './index.ts';

const variable = (type: object, wire = 'a'): Variable => ({ name: wire, wire, type: 'str', ...type }) as Variable;

describe('the canonical form', () => {
  test('is RFC 8785 text of the normal form, pinned: a change here makes every lockfile look changed', () => {
    expect(
      canonicalForm([
        variable(
          { type: 'union', anyOf: [{ type: 'str', declared: 'string', options: ['b', 'a'] }, { type: 'float' }], nullable: true },
          'z',
        ),
        variable(
          {
            type: 'array',
            enforced: false,
            element: {
              type: 'object',
              fields: [variable({ type: 'date', format: '%d/%m/%Y' }, 'due'), variable({ type: 'unknown', declared: 'node' }, 'b')],
            },
          },
          'lines',
        ),
        variable({ type: 'array_files', accept: ['.PDF', '.png'] }, 'docs'),
      ]),
    ).toBe(
      '[{"types":[{"element":{"types":[{"accept":["pdf","png"],"type":"file"}]},"type":"array"}],"wire":"docs"},' +
        '{"types":[{"element":{"types":[{"fields":[{"types":[{"declared":"node","type":"unknown"}],"wire":"b"},' +
        '{"types":[{"format":"%d/%m/%Y","type":"date"}],"wire":"due"}],"type":"object"}]},"enforced":false,"type":"array"}],"wire":"lines"},' +
        '{"nullable":true,"types":[{"type":"float"},{"options":["a","b"],"type":"str"}],"wire":"z"}]',
    );
  });

  test.each([
    ['labels, ids and descriptions', { type: 'int', id: '1', displayName: 'A', description: 'x' }, { type: 'int', id: '2', name: 'b' }],
    ['the spelling of a type', { type: 'float', declared: 'number' }, { type: 'float' }],
    ['the order of options', { options: ['b', 'a'] }, { options: ['a', 'b'] }],
    ['no options', { options: [] }, {}],
    [
      'the order of allowed types',
      { type: 'union', anyOf: [{ type: 'int' }, { type: 'str' }] },
      { type: 'union', anyOf: [{ type: 'str' }, { type: 'int' }] },
    ],
    ['types that only differ in spelling', { type: 'union', anyOf: [{ type: 'str' }, { type: 'str', declared: 'text' }] }, {}],
    ['the default date format', { type: 'date', format: '%Y-%m-%d' }, { type: 'date' }],
    ['no accepted types', { type: 'file', accept: [] }, { type: 'file' }],
    [
      'the two names of a list of files',
      { type: 'array_files', accept: ['.pdf'] },
      { type: 'array', element: { type: 'file', accept: ['.pdf'] } },
    ],
    ['no fields', { type: 'object', fields: [] }, { type: 'object' }],
  ])('does not tell %s', (_, one, other) => {
    expect(canonicalForm([variable(one)])).toBe(canonicalForm([variable(other)]));
  });

  test.each([
    ['types', { type: 'int' }, { type: 'float' }],
    ['nullable', { nullable: true }, {}],
    ['options', { options: ['a'] }, {}],
    ['one option more', { options: ['a', 'b'] }, { options: ['a'] }],
    ['accepted files', { type: 'file', accept: ['.pdf'] }, { type: 'file' }],
    ['date formats', { type: 'date', format: '%d' }, { type: 'date' }],
    ['enforcement', { enforced: false }, {}],
    ['elements', { type: 'array', element: { type: 'int' } }, { type: 'array' }],
    ['nullable elements', { type: 'array', element: { type: 'int', nullable: true } }, { type: 'array', element: { type: 'int' } }],
    ['fields', { type: 'object', fields: [variable({})] }, { type: 'object' }],
    ['unknown types', { type: 'unknown', declared: 'node' }, { type: 'unknown', declared: 'binary' }],
  ])('tells %s', (_, one, other) => {
    expect(canonicalForm([variable(one)])).not.toBe(canonicalForm([variable(other)]));
  });

  test('does not depend on the order of variables and fields', () => {
    fc.assert(
      fc.property(arbitraries({ enforcement: true }).variables, (variables) => {
        expect(canonicalForm(turned(variables))).toBe(canonicalForm(variables));
        expect(normalForm(variables)).toHaveLength(variables.length);
      }),
    );
  });

  test('takes half a surrogate pair', () => {
    expect(canonicalForm([variable({}, '\uD800x')])).toBe('[{"types":[{"type":"str"}],"wire":"\uFFFDx"}]');
  });
});

describe('the fingerprint', () => {
  test('is the SHA-256 of the canonical form', () => {
    // printf '[]' | sha256sum
    expect(fingerprint([])).toBe('fp1:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945');
  });
});

/** The same variables in the opposite order, at every depth. */
function turned(variables: readonly Variable[]): readonly Variable[] {
  return variables
    .map((item) => (item.type === 'object' && item.fields !== undefined ? { ...item, fields: turned(item.fields) } : item))
    .reverse();
}
