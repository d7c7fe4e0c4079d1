import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commentLines, commentText, docComment, foldLine } from './comment.ts';
import { HOSTILE_TEXTS, hostileText } from './testing/hostile-text.ts';
import { propertyRuns } from '../testing/property-runs.ts';

describe('one line of a comment', () => {
  test.each([
    ['Plain text, with (brackets) and 100 %.', 'Plain text, with (brackets) and 100 %.'],
    ['a */ b', 'a *\\/ b'],
    ['@internal', '&#64;internal'],
    ['{@link x}', '{&#64;link x}'],
    ['cost @ 5', 'cost &#64; 5'],
    ['mail a@b.example', 'mail a@b.example'],
    ['mail a@internal.example', 'mail a&#64;internal.example'],
    ['#__NO_SIDE_EFFECTS__ a@__PURE__ #1', '&#35;__NO_SIDE_EFFECTS__ a&#64;__PURE__ #1'],
    ['`code`', '`code`'],
    ['one ` too many', 'one \\` too many'],
    ['![pixel](https://x.example/p.png)', '!\\[pixel](https://x.example/p.png)'],
    ['a\u202eb', 'a\\u{202e}b'],
    ['a\u0000b\u001b', 'a\\u{0}b\\u{1b}'],
    ['a\tb', 'a b'],
    ['\ud800', '\\u{d800}'],
    ['tag \u{e0041}', 'tag \\u{e0041}'],
    ['👩‍🔬 ⚠️ می‌خواهم', '👩‍🔬 ⚠️ می‌خواهم'],
  ])('%j → %j', (text, comment) => {
    expect(commentText(text)).toBe(comment);
  });
});

test.each([
  ['', ''],
  ['One line.', '/** One line. */\n'],
  ['Two\n\nlines.', '/**\n * Two\n *\n * lines.\n */\n'],
])('a doc comment of %j', (text, comment) => {
  expect(docComment(text)).toBe(comment);
});

describe('several lines', () => {
  test('keep their breaks, whichever they are, and lose empty lines beyond one', () => {
    expect(commentLines('\n\na\r\nb\u2028c\n\n\n\nd  \n\n')).toEqual(['a', 'b', 'c', '', 'd']);
  });

  test('keep their indents, but one that all of them share', () => {
    expect(commentLines('  - a\n    - b\n\n\t\t- c\n  d')).toEqual(['- a', '  - b', '', '      - c', 'd']);
    expect(commentLines(' a')).toEqual(['a']);
    expect(commentLines(`a\n${' '.repeat(500)}b`)).toEqual(['a', `${' '.repeat(16)}b`]);
    expect(commentLines(' a\n'.repeat(300_000)).length).toBe(300_000);
  });

  test.each([
    ['AB-<year>-<number>', 'AB-\\<year>-\\<number>'],
    ['<b>bold</b> <!-- --> <?x', '\\<b>bold\\</b> \\<!-- --> \\<?x'],
    ['a < b, <5, <=', 'a < b, <5, <='],
    ['\\<a> \\\\<a>', '\\<a> \\\\\\<a>'],
    ['`<year>` <year> ` <b>', '\\`\\<year>\\` \\<year> \\` \\<b>'],
    ['as `<year>`, <b>', 'as `<year>`, \\<b>'],
    ['<https://x.example/> or <a@b.example>', '<https://x.example/> or <a@b.example>'],
  ])('show what looks like a tag as text: %j → %j', (text, line) => {
    expect(commentLines(text)).toEqual([line]);
  });

  test('of nothing are none', () => {
    expect(commentLines('')).toEqual([]);
    expect(commentLines(' \n ')).toEqual([]);
  });

  test('are folded at words', () => {
    const words = Array.from({ length: 30 }, () => 'seven77').join(' ');
    expect(commentLines(words).map((line) => line.length)).toEqual([95, 95, 47]);
    expect(foldLine('x'.repeat(150))).toEqual(['x'.repeat(150)]);
  });
});

test('no text can end the comment, begin a line of its own, or hide', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, fc.constantFrom(...HOSTILE_TEXTS)), (text) => {
      for (const line of commentLines(text)) {
        expect(line).not.toMatch(/\*\/|\p{Cc}|\p{Cs}|\p{Bidi_Control}|[\u2028\u2029]|(?<![\p{L}\p{N}])@|@internal|[@#]__/u);
      }
    }),
    propertyRuns,
  );
});

/** What a reader of the hover or of the file makes of a comment. */
function readBack(comment: string): string {
  return comment
    .replaceAll('&#64;', '@')
    .replaceAll('&#35;', '#')
    .replace(/\\([/`[])/g, '$1')
    .replace(/\\u\{([0-9a-f]+)\}/g, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
}

test('every text arrives unharmed: what was escaped can be read back', () => {
  const withoutEscapes = fc.oneof(hostileText, fc.constantFrom(...HOSTILE_TEXTS)).map((text) => text.replace(/[\\&\t]/g, ' '));
  fc.assert(
    fc.property(withoutEscapes, (text) => {
      expect(readBack(commentText(text))).toBe(text);
    }),
    propertyRuns,
  );
});
