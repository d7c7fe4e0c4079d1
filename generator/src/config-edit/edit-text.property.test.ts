/** Edit ∘ parse = parse ∘ edit: whatever an object literal looks like, an edit changes its value as meant, and its text nowhere else. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ts } from 'ts-morph';
import { findWorkflows, propertyNamed } from './find-workflows.ts';
import { insertEntry } from './insert-entry.ts';
import { parseSource } from './parse-source.ts';
import { removeEntry } from './remove-entry.ts';
import { propertyRuns, propertyTimeoutMs } from '../testing/property-runs.ts';

interface Written {
  readonly fileName: string;
  readonly text: string;
  readonly keys: readonly string[];
}

const key = fc.stringMatching(/^[a-z][a-zA-Z]{0,5}$/).filter((name) => !['constructor', 'then'].includes(name));
const id = fc.oneof(fc.string({ minLength: 1, maxLength: 8 }), fc.constantFrom("'", '"', '\\', '`${x}`', '/* no comment */', '}', ','));

/** Blanks and comments, as they may stand between any two tokens. */
const gap = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('', ' ', '\n', '\n    ', '\n\n\t', '\r\n  ') },
    { weight: 2, arbitrary: fc.constantFrom('/* note */', '/* } */', '/** doc */', '/*\n * long, "quoted"\n */') },
    { weight: 2, arbitrary: fc.constantFrom('// line\n', '// it is { not, closed\n    ', "//'\r\n") },
  ),
  { maxLength: 3 },
);
const blanks = gap.map((parts) => parts.join(''));

const literal = (text: string, quote: string): string =>
  quote === '"' ? JSON.stringify(text) : `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

const script: fc.Arbitrary<Written> = fc
  .record({
    entries: fc.uniqueArray(
      fc.record({ name: key, value: id, isObject: fc.boolean(), isQuoted: fc.boolean(), gaps: fc.tuple(blanks, blanks, blanks, blanks) }),
      { selector: ({ name }) => name, maxLength: 4 },
    ),
    quote: fc.constantFrom('"', "'"),
    trailingComma: fc.boolean(),
    end: blanks,
    frame: fc.constantFrom<readonly [string, string]>(
      ['export default {\n  workflows: ', ',\n};\n'],
      ['export default defineConfig({ output: "a", workflows: ', ' });'],
      ['\uFEFFconst workflows = ', ' as const;\nexport default { workflows } satisfies object;\n'],
      ['const c = (defineConfig({ "workflows": ', ' }))!;\nexport { c as default };'],
    ),
  })
  .map(({ entries, quote, trailingComma, end, frame: [before, after] }) => {
    const written = entries.map(({ name, value, isObject, isQuoted, gaps: [a, b, c, d] }) => {
      const text = literal(value, quote);
      return `${a}${isQuoted ? literal(name, quote) : name}${b}:${c}${isObject ? `{ id: ${text}, version: 3 }` : text}${d}`;
    });
    const comma = trailingComma && written.length > 0 ? ',' : '';
    return {
      fileName: 'opus.config.ts',
      text: `${before}{${written.join(',')}${comma}${end}}${after}`,
      keys: entries.map(({ name }) => name),
    };
  });

const json: fc.Arbitrary<Written> = fc
  .record({
    entries: fc.uniqueArray(fc.tuple(key, id), { selector: ([name]) => name, maxLength: 4 }),
    indent: fc.constantFrom(0, 2, 4, '\t'),
  })
  .map(({ entries, indent }) => ({
    fileName: 'opus.config.json',
    text: `${JSON.stringify({ output: 'a', workflows: Object.fromEntries(entries), barrel: true }, undefined, indent)}\n`,
    keys: entries.map(([name]) => name),
  }));

const anyConfig = fc.oneof({ weight: 4, arbitrary: script }, { weight: 1, arbitrary: json });

function parsed({ fileName, text }: Pick<Written, 'fileName' | 'text'>) {
  const file = parseSource(fileName, text);
  const place = findWorkflows(file, undefined);
  if (!place.ok) throw new Error(`${place.problem}:\n${text}`);
  return { file, workflows: place.workflows };
}

/** What the object is when it is run; and a file of JSON must still be one. */
function valueOf(written: Pick<Written, 'fileName' | 'text'>): Record<string, unknown> {
  const { file, workflows } = parsed(written);
  if (written.fileName.endsWith('.json')) JSON.parse(written.text);
  // oxlint-disable-next-line no-implied-eval -- an object literal of this test
  return new Function(`return (${workflows.getText(file)})`)() as Record<string, unknown>;
}

function commentsIn(text: string): readonly string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  const comments: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia)
      comments.push(scanner.getTokenText());
  }
  return comments;
}

/** Whether a text comes out of another one by leaving characters away. */
function isLeftOf(rest: string, whole: string): boolean {
  let at = 0;
  for (const character of whole) if (rest[at] === character) at += 1;
  return at >= rest.length;
}

describe('an object literal, whatever it looks like', () => {
  test(
    'gets an entry: the value has it, last, and the text has everything it had, comments word for word',
    () => {
      fc.assert(
        fc.property(anyConfig, id, (written, value) => {
          const { file, workflows } = parsed(written);
          const after = { fileName: written.fileName, text: insertEntry(file, workflows, { key: 'newOne', value }) };
          expect(Object.entries(valueOf(after))).toEqual([...Object.entries(valueOf(written)), ['newOne', value]]);
          expect(commentsIn(after.text)).toEqual(commentsIn(written.text));
          expect(isLeftOf(squeezed(written.text), squeezed(after.text))).toBe(true);
          // No blank is left at the end of a line that had none.
          expect(trailingBlanks(after.text)).toBeLessThanOrEqual(trailingBlanks(written.text));
        }),
        propertyRuns,
      );
    },
    propertyTimeoutMs,
  );

  test(
    'loses an entry: the value has all others, and the text has nothing new',
    () => {
      fc.assert(
        fc.property(
          anyConfig.filter(({ keys }) => keys.length > 0),
          fc.nat(),
          (written, at) => {
            const { file, workflows } = parsed(written);
            const gone = written.keys[at % written.keys.length] ?? '';
            const property = propertyNamed(workflows, gone);
            if (property === undefined) throw new Error('not found');
            const after = { fileName: written.fileName, text: removeEntry(file, workflows, property) };
            expect(Object.entries(valueOf(after))).toEqual(Object.entries(valueOf(written)).filter(([name]) => name !== gone));
            expect(isLeftOf(after.text, written.text)).toBe(true);
          },
        ),
        propertyRuns,
      );
    },
    propertyTimeoutMs,
  );

  test(
    'loses what it just got: the text is what it was, but for blanks',
    () => {
      fc.assert(
        fc.property(anyConfig, (written) => {
          const { file, workflows } = parsed(written);
          const after = parsed({ ...written, text: insertEntry(file, workflows, { key: 'newOne', value: 'x' }) });
          const added = propertyNamed(after.workflows, 'newOne');
          if (added === undefined) throw new Error('not found');
          const back = removeEntry(after.file, after.workflows, added);
          // A comment between the last comma and the new entry is the new entry's then.
          fc.pre(!hasCommentAfterLastComma(file, workflows));
          expect(squeezed(back)).toBe(squeezed(written.text));
        }),
        propertyRuns,
      );
    },
    propertyTimeoutMs,
  );
});

function squeezed(text: string): string {
  return text.replaceAll(/\s/g, '');
}

function trailingBlanks(text: string): number {
  return [...text.matchAll(/[ \t]+$/gm)].length;
}

function hasCommentAfterLastComma(file: ts.SourceFile, { properties, end }: ts.ObjectLiteralExpression): boolean {
  return (properties.hasTrailingComma || properties.length === 0) && /\/[/*]/.test(file.text.slice(properties.end, end));
}
