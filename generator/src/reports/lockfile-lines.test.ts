import type { Finding } from '@opus-codegen/schema';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLockfileLines } from './lockfile-lines.ts';

const LOCKFILE = `{
  "lockfileVersion": 1,
  "workflows": {
    "invoice": {
      "workflowId": "B9uGJfZ3CFwOdMKH",
      "version": 4,
      "name": "Invoice Processing",
      "inputs": [
        {
          "name": "threshold",
          "wire": "workflow_input_1",
          "type": "float"
        },
        {
          "name": "lines",
          "wire": "workflow_input_2",
          "type": "array",
          "element": {
            "type": "object",
            "fields": [
              {
                "name": "sku",
                "wire": "sku",
                "type": "str"
              },
              { "wire": "threshold", "name": "threshold", "type": "int" }
            ]
          }
        },
        {
          "name": "either",
          "wire": "workflow_input_3",
          "type": "union",
          "anyOf": [
            { "type": "str" },
            { "type": "object", "fields": [{ "name": "inner", "wire": "inner", "type": "str" }] }
          ]
        }
      ],
      "outputs": []
    },
    "__proto__": { "inputs": [{ "name": "constructor", "wire": "x", "type": "str" }] }
  }
}
`;

const lines = readLockfileLines(LOCKFILE);

function lineOf(path: readonly string[], rule: Finding['rule'] = 'type-changed', wire?: string): number {
  return lines.position('invoice', { path, rule, ...(wire === undefined ? {} : { wire }) }).line;
}

describe('a finding points at', () => {
  test('the name of its own variable', () => {
    expect(lines.position('invoice', { path: ['inputs', 'threshold'], rule: 'type-changed' })).toEqual({ line: 10, column: 11 });
  });

  test('the name of a field inside an element, not at its namesake above', () => {
    expect(lineOf(['inputs', 'lines', '[]', 'threshold'])).toBe(26);
    expect(lineOf(['inputs', 'lines', '[]', 'sku'])).toBe(22);
  });

  test('the array, where the finding is about its element', () => {
    expect(lineOf(['inputs', 'lines', '[]'])).toBe(15);
  });

  test('a field inside one of several allowed types', () => {
    expect(lineOf(['inputs', 'either', 'inner'])).toBe(36);
  });

  test('the variable of that wire name, where the TypeScript name is another by now', () => {
    expect(lineOf(['inputs', 'renamed'], 'type-changed', 'workflow_input_2')).toBe(15);
  });

  test('the list or object around it, where it is new', () => {
    expect(lineOf(['inputs', 'poNumber'], 'variable-added-required', 'workflow_input_9')).toBe(8);
    expect(lineOf(['outputs', 'total'], 'variable-added')).toBe(40);
    expect(lineOf(['inputs', 'lines', '[]', 'price'], 'field-added-required', 'price')).toBe(15);
  });

  test('the line of the workflow that it is about, or its first', () => {
    expect(lineOf([], 'workflow-renamed')).toBe(7);
    expect(lineOf([], 'version-changed')).toBe(6);
    expect(lineOf([], 'workflow-missing')).toBe(5);
    expect(lineOf([], 'workflow-inactive')).toBe(4);
    expect(lines.position('invoice')).toEqual({ line: 4, column: 5 });
  });

  test('the first line, where the lockfile does not know the workflow', () => {
    expect(lines.position('other')).toEqual({ line: 1, column: 1 });
    expect(lines.position('toString')).toEqual({ line: 1, column: 1 });
  });

  test('keys and names that mean something to JavaScript', () => {
    expect(lines.position('__proto__', { path: ['inputs', 'constructor'], rule: 'type-changed' }).line).toBe(42);
  });
});

test('a byte order mark and Windows line ends change no line', () => {
  const text = `\uFEFF${LOCKFILE.replaceAll('\n', '\r\n')}`;
  expect(readLockfileLines(text).position('invoice', { path: ['inputs', 'lines'], rule: 'type-changed' }).line).toBe(15);
});

test('what is no lockfile has its first line only, whatever it is', () => {
  const top = { line: 1, column: 1 };
  for (const text of ['', 'null', '[]', '{', '{"workflows":[]}', '{"workflows":null}', '<<<<<<< ours']) {
    expect(readLockfileLines(text).position('invoice', { path: ['inputs', 'a'], rule: 'type-changed' })).toEqual(top);
  }
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), fc.array(fc.string()), (text, path) => {
      const { line, column } = readLockfileLines(text).position('workflows', { path, rule: 'workflow-renamed' });
      expect(line >= 1 && column >= 1).toBe(true);
    }),
  );
});
