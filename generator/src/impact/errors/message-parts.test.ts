import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { messageParts, quotedWords, type MemberMention } from './message-parts.ts';

/** The compiler's own messages, so that an update of it which words them otherwise is seen here. */
function errorOf(source: string): ts.Diagnostic {
  const file = ts.createSourceFile(
    'file.ts',
    `interface Array<T> { readonly length: number; [index: number]: T }\ninterface Target { a: string; b: { c: { d: string } }; e: string; f: string; g: string; h: string }\n${source}`,
    ts.ScriptTarget.ES2022,
  );
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === 'file.ts' ? file : undefined),
    getDefaultLibFileName: () => 'lib.d.ts',
    writeFile: () => undefined,
    getCurrentDirectory: () => '/',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: (name) => name === 'file.ts',
    readFile: () => undefined,
  };
  const program = ts.createProgram(['file.ts'], { strict: true, noLib: true, types: [] }, host);
  const [error, ...others] = program.getSemanticDiagnostics(file);
  if (error === undefined || others.length > 0) throw new Error(`not one error in ${source}`);
  return error;
}

describe('an error names the members it is about', () => {
  const cases: readonly (readonly [string, string, readonly number[], readonly MemberMention[]])[] = [
    [
      'one is missing',
      `declare const made: { x: string }; const one: { x: string; y: string } = made;`,
      [2741],
      [{ kind: 'missing', path: ['y'], owner: '{ x: string; y: string; }' }],
    ],
    [
      'some are missing',
      `declare const made: { a: string; b: { c: { d: string } }; e: string; f: string }; const one: Target = made;`,
      [2739],
      ['g', 'h'].map((name) => ({ kind: 'missing', path: [name], owner: 'Target' })),
    ],
    [
      'so many are missing that the compiler names four',
      'const one: Target = {};',
      [2740],
      ['a', 'b', 'e', 'f'].map((name) => ({ kind: 'missing', path: [name], owner: 'Target' })),
    ],
    [
      'one may be missing',
      'declare const made: { x?: any }; const one: { x: string } = made;',
      [2322, 2327],
      [{ kind: 'missing', path: ['x'], owner: '{ x: string; }' }],
    ],
    [
      'one is not known',
      `declare let taken: { x: string }; taken = { z: '' };`,
      [2353],
      [{ kind: 'unknown', path: ['z'], owner: '{ x: string; }' }],
    ],
    [
      'one is not known, and another is alike',
      `declare let taken: { title: string }; taken = { tittle: '' };`,
      [2561],
      [{ kind: 'unknown', path: ['tittle'], owner: '{ title: string; }' }],
    ],
    ['one is not there', 'declare const target: Target; target.z;', [2339], [{ kind: 'unknown', path: ['z'], owner: 'Target' }]],
    [
      'one is not there, and another is alike',
      'declare const target: { title: string }; target.tittle;',
      [2551],
      [{ kind: 'unknown', path: ['tittle'], owner: '{ title: string; }' }],
    ],
    [
      'one is of another type',
      `declare const made: { x: number }; const one: { x: string } = made;`,
      [2322, 2326, 2322],
      [{ kind: 'unfit', path: ['x'] }],
    ],
    [
      'one deep inside is of another type',
      'declare const made: { b: { c: { d: number } } }; const one: { b: { c: { d: string } } } = made;',
      [2322, 2200, 2322],
      [{ kind: 'unfit', path: ['b', 'c', 'd'] }],
    ],
    [
      'one deep inside is missing',
      'declare const made: { b: { c: {} } }; const one: { b: { c: { d: string } } } = made;',
      [2322, 2200, 2741],
      [{ kind: 'missing', path: ['b', 'c', 'd'], owner: '{ d: string; }' }],
    ],
    ['none', `const one: string = 5;`, [2322], []],
  ];
  test.each(cases)('%s', (_, source, codes, members) => {
    expect(messageParts(errorOf(source))).toEqual({ codes, members });
  });
});

test('the words an error quotes', () => {
  expect([...quotedWords(errorOf(`const key: 'total' | 'booked' = 'summary';`))].sort()).toEqual(['booked', 'summary', 'total']);
});
