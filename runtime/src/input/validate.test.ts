import type { Variable } from '@opus-codegen/schema';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytes, file, uploaded } from '../files/source.ts';
import { validateInput } from './validate.ts';

const variable = (name: string, type: object): Variable => ({ name, wire: `workflow_input_${name}`, ...type }) as Variable; // built from parts

const invoice: readonly Variable[] = [
  { name: 'poNumber', wire: 'workflow_input_a1', displayName: 'PO Number', type: 'str' },
  { name: 'risk', wire: 'workflow_input_b2', type: 'str', options: ['Low', 'Medium', 'High'], nullable: true },
  { name: 'pages', wire: 'workflow_input_c3', type: 'int', nullable: true },
];

/** The messages for one value of one type. */
function messages(type: object, value: unknown): readonly string[] {
  return validateInput([variable('v', type)], { v: value }).map(({ message }) => message);
}

/** What is proposed instead of a name the workflow does not have, when `poNumber` and `pages` are not given. */
function suggestionFor(key: string): string | undefined {
  return validateInput(invoice, { [key]: 1, risk: 'Low' }).at(-1)?.suggestion;
}

describe('the input object', () => {
  test('is accepted as it is typed', () => {
    expect(validateInput(invoice, { poNumber: '', risk: 'Low', pages: 3 })).toEqual([]);
    expect(validateInput(invoice, { poNumber: 'PO-1', risk: null, pages: undefined })).toEqual([]);
  });

  test('every issue is collected, each with its place, what was expected and what came', () => {
    expect(validateInput(invoice, { risk: 'Hihg', pages: 1.5 })).toEqual([
      {
        code: 'INVALID_INPUT',
        path: ['poNumber'],
        pathText: 'poNumber',
        message: 'poNumber: expected a string, got nothing.',
        expected: 'a string',
        received: 'nothing',
      },
      {
        code: 'INVALID_INPUT',
        path: ['risk'],
        pathText: 'risk',
        message: 'risk: expected one of "Low", "Medium", "High", got "Hihg". Did you mean "High"?',
        expected: 'one of "Low", "Medium", "High"',
        received: '"Hihg"',
        suggestion: '"High"',
      },
      {
        code: 'INVALID_INPUT',
        path: ['pages'],
        pathText: 'pages',
        message: 'pages: expected a whole number, got 1.5.',
        expected: 'a whole number',
        received: '1.5',
      },
    ]);
  });

  test('that is missing altogether is told by what it lacks', () => {
    for (const nothing of [undefined, null, {}]) {
      expect(validateInput(invoice, nothing).map(({ pathText }) => pathText)).toEqual(['poNumber']);
    }
  });

  test.each([[['PO-1']], ['PO-1'], [7], [new Map()], [Promise.resolve({})]])('that is no object is one issue', (input) => {
    expect(validateInput(invoice, input).map(({ path, expected }) => [path, expected])).toEqual([[[], 'an object']]);
  });

  test('says that an await is missing', () => {
    expect(validateInput(invoice, Promise.resolve({}))[0]?.message).toBe(
      'The input: expected an object, got a Promise (is an await missing?).',
    );
  });

  test('may be an instance of a class, with getters', () => {
    class Row {
      get poNumber(): string {
        return 'PO-1';
      }
    }
    expect(validateInput(invoice, new Row())).toEqual([]);
  });

  test('a null where a value is needed is told apart from nothing', () => {
    expect(messages({ type: 'str' }, null)).toEqual(['v: expected a string, got null.']);
  });

  test('stops at a thousand issues', () => {
    const values = Array.from({ length: 5_000 }, () => 1);
    expect(validateInput([variable('v', { type: 'array', element: { type: 'str' } })], { v: values })).toHaveLength(1_000);
  });
});

describe('unknown names', () => {
  test('are refused, with the name that was probably meant', () => {
    expect(validateInput(invoice, { poNumbr: 'PO-1' }).at(-1)?.message).toBe(
      'poNumbr: this workflow has no such input. Did you mean poNumber?',
    );
    expect(suggestionFor('ponumber')).toBe('poNumber');
    expect(suggestionFor('page')).toBe('pages');
    expect(suggestionFor('somethingElse')).toBeUndefined();
  });

  test('taken from the wire or the canvas are understood', () => {
    expect(suggestionFor('workflow_input_a1')).toBe('poNumber');
    expect(suggestionFor('PO Number')).toBe('poNumber');
  });

  test('without a value are ignored, so a removed input may stay undefined', () => {
    expect(validateInput(invoice, { poNumber: 'PO-1', threshold: undefined })).toEqual([]);
  });

  test('never propose what was given already', () => {
    expect(validateInput(invoice, { poNumber: 'PO-1', poNumbers: 'PO-1' })[0]?.suggestion).toBeUndefined();
  });
});

describe('scalars', () => {
  test.each<[object, unknown]>([
    [{ type: 'str' }, ''],
    [{ type: 'int' }, -0],
    [{ type: 'int' }, Number.MAX_SAFE_INTEGER],
    [{ type: 'float' }, 0.1],
    [{ type: 'bool' }, false],
    [{ type: 'date' }, '2024-02-29'],
    [{ type: 'date' }, new Date(0)],
    [{ type: 'date', format: '%d/%m/%Y %H:%M' }, new Date(0)],
    [{ type: 'json_string' }, '{"a":1}'],
    [{ type: 'json_string' }, { a: [1, null] }],
    [{ type: 'unknown' }, { a: undefined }],
  ])('%j takes %j', (type, value) => {
    expect(messages(type, value)).toEqual([]);
  });

  test.each<[object, unknown, string]>([
    [{ type: 'str' }, 7, 'a string, got a number'],
    [{ type: 'str' }, {}, 'a string, got an object'],
    [{ type: 'str' }, file('./a.pdf'), 'a string, got a file'],
    [{ type: 'str', options: ['a'] }, 'x'.repeat(50), 'one of "a", got a string of 50 characters'],
    [{ type: 'int' }, '7', 'a whole number, got a string'],
    [{ type: 'int' }, 2 ** 53, 'a whole number, got 9007199254740992'],
    [{ type: 'int' }, 7n, 'a whole number, got a bigint'],
    [{ type: 'float' }, Number.NaN, 'a finite number, got NaN'],
    [{ type: 'float' }, -Infinity, 'a finite number, got -Infinity'],
    [{ type: 'bool' }, 'true', 'true or false, got a string'],
    [{ type: 'bool' }, 1, 'true or false, got a number'],
    [{ type: 'date' }, '2025-02-29', 'a Date or a day like "2025-11-09", got "2025-02-29"'],
    [{ type: 'date' }, '0000-01-01', 'a Date or a day like "2025-11-09", got "0000-01-01"'],
    [{ type: 'date' }, '2025-11-09T10:00:00Z', 'a Date or a day like "2025-11-09", got "2025-11-09T10:00:00Z"'],
    [{ type: 'date' }, '9.11.2025', 'a Date or a day like "2025-11-09", got "9.11.2025"'],
    [{ type: 'date' }, new Date('nonsense'), 'a Date or a day like "2025-11-09", got an invalid Date'],
    [{ type: 'date' }, new Date('+012025-01-01'), 'a Date or a day like "2025-11-09", got a Date'],
    [{ type: 'date' }, 1731110400000, 'a Date or a day like "2025-11-09", got a number'],
    [{ type: 'json_string' }, 'plain text', 'a JSON value, got a string that is not JSON (use JSON.stringify)'],
    [{ type: 'json_string' }, () => 1, 'a JSON value, got a function'],
    [{ type: 'unknown' }, Symbol('s'), 'a JSON value, got a symbol'],
  ])('%j refuses %s', (type, value, words) => {
    expect(messages(type, value)).toEqual([`v: expected ${words}.`]);
  });
});

test.each([
  ['%d %U', '1970-01-01', 'the workflow wants "%d %U", and this package cannot write %U'],
  ['%d/%m/%y', '1950-01-01', 'the workflow wants "%d/%m/%y", and two digits cannot tell the year 1950'],
])('a date that cannot be written as %s is refused before anything is sent', (format, day, words) => {
  expect(messages({ type: 'date', format }, day)).toEqual([`v: ${words}.`]);
});

describe('arrays and objects', () => {
  const lines: Variable = {
    name: 'lines',
    wire: 'w',
    type: 'array',
    element: {
      type: 'object',
      fields: [
        { name: 'sku', wire: 'sku', type: 'str' },
        { name: 'unit', wire: 'Unit of measure', type: 'str', options: ['each', 'kg'], nullable: true },
        { name: 'needed by', wire: 'needed_by', type: 'date', nullable: true },
      ],
    },
  };

  test('are checked at every depth, and places are written as in code', () => {
    const input = { lines: [{ sku: 'A' }, { sku: 1, unit: 'box' }, 'B', { sku: 'C', 'needed by': 'soon', skus: 1 }] };
    expect(validateInput([lines], input).map(({ message }) => message)).toEqual([
      'lines[1].sku: expected a string, got a number.',
      'lines[1].unit: expected one of "each", "kg", got "box".',
      'lines[2]: expected an object, got a string.',
      'lines[3]["needed by"]: expected a Date or a day like "2025-11-09", got "soon".',
      'lines[3].skus: the workflow declares no such field.',
    ]);
  });

  test('holes and undefined elements are missing elements', () => {
    const holes: unknown[] = ['a'];
    holes.length = 2;
    expect(messages({ type: 'array', element: { type: 'str' } }, holes)).toEqual(['v[1]: expected a string, got nothing.']);
    expect(messages({ type: 'array', element: { type: 'str', nullable: true } }, [null, 'a'])).toEqual([]);
  });

  test('a Set or another iterable is no array', () => {
    expect(messages({ type: 'array', element: { type: 'str' } }, new Set(['a']))).toEqual(['v: expected an array, got a Set.']);
  });

  test.each<[object]>([[{ type: 'object' }], [{ type: 'unknown' }], [{ type: 'json_string' }]])(
    'what %j does not describe must be JSON all the way down',
    (type) => {
      const value = { a: [1, { when: new Date(0), big: 1n, left: undefined }], f: bytes(new Uint8Array(1), 'a.pdf') };
      expect(messages(type, value)).toEqual([
        'v.a[1].when: expected a JSON value, got a Date.',
        'v.a[1].big: expected a JSON value, got a bigint.',
        'v.f: expected a JSON value, got a file.',
      ]);
    },
  );

  test('a value that contains itself is an issue, one that stands twice is none', () => {
    const shared = { a: 1 };
    const cyclic: { self?: unknown } = {};
    cyclic.self = [cyclic];
    expect(messages({ type: 'object' }, { left: shared, right: shared })).toEqual([]);
    expect(messages({ type: 'object' }, cyclic)).toEqual(['v.self[0]: expected a JSON value, got an object that contains itself.']);
  });

  test('a value nested a hundred thousand levels deep is an issue, not a crash', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level++) deep = [deep];
    expect(validateInput([variable('v', { type: 'array' })], { v: deep })).toMatchObject([
      { received: 'nested more than 200 levels deep' },
    ]);
  });
});

describe('names every object inherits', () => {
  const odd: readonly Variable[] = [
    { name: 'constructor', wire: 'a', type: 'str' },
    { name: '__proto__', wire: 'b', type: 'object', nullable: true, fields: [{ name: 'x', wire: 'x', type: 'int' }] },
  ];

  test('are values only when they are given', () => {
    expect(validateInput(odd, {}).map(({ message }) => message)).toEqual(['constructor: expected a string, got nothing.']);
    expect(validateInput(odd, JSON.parse('{"constructor":"a","__proto__":{"x":"1"}}')).map(({ message }) => message)).toEqual([
      '__proto__.x: expected a whole number, got a string.',
    ]);
  });

  test('are unknown names when the workflow has none such', () => {
    expect(validateInput([], JSON.parse('{"__proto__":{"polluted":true}}')).map(({ pathText }) => pathText)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('files', () => {
  const scan = { type: 'file', accept: ['.pdf', '.png'] };

  test.each([
    file('./March.PDF'),
    bytes(new Uint8Array(1), 'march.png'),
    new File(['x'], 'a.pdf'),
    new Blob(['x'], { type: 'application/pdf' }),
    new Blob(['x'], { type: 'image/png; charset=binary' }),
    uploaded('https://files.opus.com/media/private/uploaded/media_1'),
    uploaded('https://files.opus.com/media/private/uploaded/media_1.pdf?X-Amz-Signature=abc'),
  ])('one of an accepted kind is taken, whatever it is made of', (value) => {
    expect(messages(scan, value)).toEqual([]);
  });

  test.each<[unknown, string, string]>([
    [file('./march.docx'), 'UNSUPPORTED_FILE_TYPE', 'a .docx file'],
    [file('./march'), 'UNSUPPORTED_FILE_TYPE', 'a file without an extension (name it: bytes(data, "name.pdf"))'],
    [file('./v1.pdf/march'), 'UNSUPPORTED_FILE_TYPE', 'a file without an extension (name it: bytes(data, "name.pdf"))'],
    [bytes(new Uint8Array(1), 'march.exe'), 'UNSUPPORTED_FILE_TYPE', 'a .exe file'],
    [new Blob(['x']), 'UNSUPPORTED_FILE_TYPE', 'a file without an extension (name it: bytes(data, "name.pdf"))'],
    [new File(['x'], 'a.csv', { type: 'application/pdf' }), 'UNSUPPORTED_FILE_TYPE', 'a .csv file'],
    [uploaded('https://files.opus.com/a.docx'), 'UNSUPPORTED_FILE_TYPE', 'a .docx file'],
    [uploaded('./march.pdf'), 'INVALID_INPUT', 'not the URL of an uploaded file'],
    ['./march.pdf', 'INVALID_INPUT', 'a string (a path is passed as file(path))'],
    [{ '~file': 'opus-codegen.file.local', path: '/etc/passwd.pdf', extension: '.pdf' }, 'INVALID_INPUT', 'an object'],
    [new Uint8Array(1), 'INVALID_INPUT', 'a Uint8Array'],
  ])('%s is refused', (value, code, received) => {
    expect(validateInput([variable('v', scan)], { v: value })).toMatchObject([{ code, received }]);
  });

  test('without a list, any extension of the contract is accepted', () => {
    expect(messages({ type: 'file' }, file('rows.XLSX'))).toEqual([]);
    expect(messages({ type: 'file' }, file('run.sh'))[0]).toContain('got a .sh file');
  });

  test('several stand in an array, and a single one is told so', () => {
    expect(messages({ type: 'array_files', accept: ['.pdf'] }, [file('a.pdf'), file('b.png')])).toEqual([
      'v[1]: expected a file (.pdf) from file(path), bytes(data, name) or uploaded(url), or a Blob, got a .png file.',
    ]);
    expect(messages({ type: 'array_files', accept: ['.pdf'] }, file('a.pdf'))).toEqual([
      'v: expected an array of files (.pdf), got a single file (put it into an array).',
    ]);
    expect(messages({ type: 'array_files' }, [])).toEqual([]);
    // That the list may be left out says nothing about its files.
    const optional: Variable = { name: 'scans', wire: 'w', type: 'array_files', accept: ['.pdf'], nullable: true };
    expect(validateInput([optional], { scans: [null] }).map(({ pathText, received }) => [pathText, received])).toEqual([
      ['scans[0]', 'null'],
    ]);
  });

  test('with an unenumerated Blob type, the accepted one of its extensions counts', () => {
    expect(messages({ type: 'file', accept: ['.jpg'] }, new Blob(['x'], { type: 'image/jpeg' }))).toEqual([]);
  });
});

describe('several allowed types', () => {
  const amount = { type: 'union', anyOf: [{ type: 'float' }, { type: 'str', options: ['n/a'] }] };

  test('the value must fit one', () => {
    expect(messages(amount, 1.5)).toEqual([]);
    expect(messages(amount, 'n/a')).toEqual([]);
    expect(messages(amount, true)).toEqual(['v: expected a finite number, or one of "n/a", got true.']);
  });

  test('where one had the right kind, what is wrong inside is told', () => {
    const type = { type: 'union', anyOf: [{ type: 'str' }, { type: 'object', fields: [{ name: 'a', wire: 'a', type: 'int' }] }] };
    expect(messages(type, { a: 'x' })).toEqual(['v.a: expected a whole number, got a string.']);
  });
});

describe('any value at all', () => {
  const types = fc.constantFrom<object>(
    { type: 'str', options: ['a'] },
    { type: 'int' },
    { type: 'date', format: '%c' },
    { type: 'file' },
    { type: 'array', element: { type: 'object', fields: invoice } },
    { type: 'union', anyOf: [{ type: 'bool' }, { type: 'json_string' }, { type: 'array_files' }] },
  );

  test('gives issues or none, never an exception, and each issue says where', () => {
    fc.assert(
      fc.property(types, fc.anything({ withDate: true, withMap: true, withSparseArray: true, withBigInt: true }), (type, value) => {
        for (const issue of validateInput([variable('v', type)], { v: value })) expect(issue.path[0]).toBe('v');
      }),
    );
  });
});
