import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Variable } from '@opus-codegen/schema';
import * as fc from 'fast-check';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type TypeScript from 'typescript';
import { describe, expect, test } from 'vitest';
import { renderBindings } from '../../generator/src/emit/bindings.ts';
import { commentLines } from '../../generator/src/emit/comment.ts';
import { hostileText } from '../../generator/src/emit/testing/hostile-text.ts';
import { largeWorkflow } from './large-workflow.ts';

/** What an editor shows over generated code: the text of TypeScript's own language service. */

const ts = createRequire(import.meta.url)('ts59') as typeof TypeScript; // a compiler with an API; 7 has none
const golden = (path: string): string => readFileSync(join(import.meta.dirname, '../golden', path), 'utf8');

function serviceFor(text: string): TypeScript.LanguageService {
  return ts.createLanguageService({
    getCompilationSettings: () => ({ noLib: true, noResolve: true, strict: true }),
    getScriptFileNames: () => ['file.ts'],
    getScriptVersion: () => '1',
    getScriptSnapshot: (name) => (name === 'file.ts' ? ts.ScriptSnapshot.fromString(text) : undefined),
    getCurrentDirectory: () => '/',
    getDefaultLibFileName: () => 'lib.d.ts',
    fileExists: (name) => name === 'file.ts',
    readFile: () => undefined,
  });
}

/** The hover over the first place that matches, as one text: signature, comment, tags. */
function hover(text: string, place: RegExp, service = serviceFor(text)): string {
  const { index } = place.exec(text) ?? {};
  const info = index === undefined ? undefined : service.getQuickInfoAtPosition('file.ts', index);
  if (info === undefined) throw new Error(`nothing is shown at ${String(place)}`);
  const tags = (info.tags ?? []).map(({ name, text: parts }) => `@${name} ${ts.displayPartsToString(parts)}`);
  return [ts.displayPartsToString(info.displayParts), ts.displayPartsToString(info.documentation), ...tags].join('\n');
}

describe('hovering an input shows', () => {
  const sampler = golden('types/expected/sampler.ts');
  test.each([
    [
      'label, description and options',
      /choice(?=: )/,
      '(property) SamplerInput.choice: "Low" | "Medium" | "High"\nChoice. One of "Low", "Medium", "High".',
    ],
    [
      'the label where it says more than the name',
      /dayAsWritten(?=: )/,
      'Day as written. A day, sent as `%d/%m/%Y`; a `Date` is read in UTC.',
    ],
    ['the accepted files', /fileInputSingle(?=: )/, 'FileInput(Single). Accepts .jpeg, .pdf, .png.'],
    ['description beside the label', /text(?=: )/, 'Text. Any text.'],
  ])('%s', (_, place, shown) => {
    expect(hover(sampler, place)).toContain(shown);
  });
});

describe('hovering a function shows', () => {
  test('the workflow, its version, an example, and the errors it throws', () => {
    const shown = hover(golden('v2-types/expected/identity-screening.ts'), /runIdentityScreeningWorkflow(?=\(\n {2}input)/);
    expect(shown).toContain(
      'Identity Screening.\n\nScreens one applicant.\n\nWorkflow `5a5a5a5a-0000-4000-8000-00000000000a`, version 37.',
    );
    expect(shown).toContain('@example ```ts\nimport { file } from');
    expect(shown.match(/@throws \{?\w+/g)).toEqual([
      '@throws {InputError',
      '@throws {SchemaDriftError',
      '@throws {JobFailedError',
      '@throws {WaitTimeoutError',
      '@throws {OpusError',
    ]);
  });
});

test('over five hundred options and two hundred inputs the editor shows little, which takes it two types an option', async () => {
  const files = await renderBindings({ large: largeWorkflow }, { importExtension: '.ts', barrel: false });
  const text = files.get('large.ts') ?? '';
  const service = serviceFor(text);
  expect(hover(text, /input1(?=: )/, service)).toBe('(property) LargeInput.input1: LargeInputInput1\nInput 1. One of 500 options.');
  expect(hover(text, /(?<=function )runLargeWorkflow/, service).length).toBeLessThan(20_000);
  expect(service.getProgram()?.getTypeCount()).toBeLessThanOrEqual(1_100);
  expect(text.split('\n').filter((line) => line.length > 200)).toEqual([]);
}, 60_000);

test('a list in a description is a list in the hover, and what follows is no part of it', async () => {
  const description = 'Either:\n- net\n  - without tips\n- gross';
  const input: Variable = { name: 'day', wire: 'd', displayName: 'Due', description, type: 'date' };
  const files = await renderBindings({ large: { ...largeWorkflow, inputs: [input] } }, { importExtension: '.ts', barrel: false });
  expect(hover(files.get('large.ts') ?? '', /day(?=: )/)).toContain(
    'Due.\nEither:\n- net\n  - without tips\n- gross\n\nA day, sent as `%Y-%m-%d`; a `Date` is read in UTC.',
  );
});

/** The kinds of Markdown in a text. */
function kindsIn(node: Nodes): readonly string[] {
  return [node.type, ...('children' in node ? node.children.flatMap(kindsIn) : [])];
}

test('no text of a workflow is HTML or an image to an editor, which would leave it out or load it', () => {
  const taggedText = fc.oneof(hostileText, fc.string({ unit: fc.constantFrom(...'<>a/!-` \\\n"=b?[]()') }));
  fc.assert(
    fc.property(taggedText, (text) => {
      const kinds = kindsIn(fromMarkdown(commentLines(text).join('\n')));
      expect(kinds.filter((kind) => kind === 'html' || kind === 'image')).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});
