import type { ts } from 'ts-morph';
import { expect, test } from 'vitest';
import { compareErrors } from './error-identity.ts';

type Message = ts.Diagnostic['messageText'];

function error(start: number, code: number, messageText: Message): ts.DiagnosticWithLocation {
  const rest = { category: 1, length: 3, file: {} };
  return { start, code, messageText, ...rest } as ts.DiagnosticWithLocation; // as much of one as is compared
}

const chain = (code: number, messageText: string, ...next: readonly ts.DiagnosticMessageChain[]): ts.DiagnosticMessageChain => ({
  code,
  messageText,
  category: 1,
  next: [...next],
});
const unfit = (start: number, words: string): ts.DiagnosticWithLocation => error(start, 2322, words);
const lacks = (...names: readonly string[]): ts.DiagnosticWithLocation =>
  error(
    1,
    2345,
    chain(
      2345,
      'Argument does not fit.',
      chain(2739, `Type '{}' is missing the following properties from type 'Input': ${names.join(', ')}`),
    ),
  );

test('an error that was there is not new, in whatever order its message prints a type', () => {
  const [before, after] = [
    unfit(1, `Type 'string' is not assignable to type '"a" | "b"'.`),
    unfit(1, `Type 'string' is not assignable to type '"b" | "a"'.`),
  ];
  expect(compareErrors([before], [after])).toEqual({ fresh: [], lasting: [after] });
});

test('an error elsewhere, of another code, or about another member is new', () => {
  for (const after of [unfit(2, 'same'), error(1, 2304, 'same'), lacks('a')]) {
    expect(compareErrors([unfit(1, 'same')], [after])).toEqual({ fresh: [after], lasting: [] });
  }
  expect(compareErrors([lacks('a')], [lacks('a', 'b')]).fresh).toHaveLength(1);
  expect(compareErrors([lacks('b', 'a')], [lacks('a', 'b')]).fresh).toEqual([]);
});

test('a second error of the same kind at the same place is new', () => {
  expect(compareErrors([unfit(1, 'same')], [unfit(1, 'same'), unfit(1, 'same')])).toMatchObject({
    fresh: [{ start: 1 }],
    lasting: [{ start: 1 }],
  });
});

test('that the compiler has a guess now makes no new error', () => {
  const before = error(1, 2339, `Property 'tittle' does not exist on type 'Outputs'.`);
  const after = error(1, 2551, `Property 'tittle' does not exist on type 'Outputs'. Did you mean 'title'?`);
  expect(compareErrors([before], [after]).fresh).toEqual([]);
});

test('an error that goes away is nothing to tell', () => {
  expect(compareErrors([unfit(1, 'gone')], [])).toEqual({ fresh: [], lasting: [] });
});
