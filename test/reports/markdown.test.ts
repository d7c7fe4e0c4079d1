import { renderReport } from '@opus-codegen/generator/reports';
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { describe, expect, test } from 'vitest';
import { hiddenCharacters } from './hidden-characters.ts';
import { hostileReports, reportFullOf } from './hostile-report.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { readGolden } from './read-beside.ts';

/** The zero-width gap that takes mentions, references and addresses apart. */
const GAP = '\u200b';
const EMOJI_JOINERS = '\u200d\ufe0f';

/** All that a report is made of. Whatever else a parser finds came from a text. */
const EXPECTED_NODES = 'root heading paragraph text strong inlineCode table tableRow tableCell list listItem html'.split(' ');
const EXPECTED_HTML = ['<br>', '<sub>', '</sub>', '<code>', '</code>'];

/** What GitHub and GitLab look for in finished text, outside of code: mentions, references, addresses, mail. */
const MENTION = /@[\p{L}\p{N}_"]|[#!~$%][\p{L}\p{N}_"]|&\d|\bgh-\d|:\/\/|\bwww\.|\$`/iu;

describe('the example report', () => {
  const nodes = nodesOf(readGolden('report.md'));

  test('begins with how many were verified', () => {
    expect(readGolden('report.md').split('\n')[0]).toMatch(/^## Opus workflows: 1 of 3 verified · /);
  });

  test('is a heading, and for the drifted workflow a table with all that a reviewer needs', () => {
    expect(nodes.filter(({ type }) => type === 'heading').map((node) => textOf(node))).toEqual([
      'Opus workflows: 1 of 3 verified · 1 drifted (2 breaking, 1 info) · 1 NOT VERIFIED',
      'invoice: 2 breaking, 1 info',
      'Not verified',
      'What to do',
    ]);
    const [table] = nodes.filter(({ type }) => type === 'table');
    expect(table === undefined ? [] : rowsOf(table)).toEqual([
      ['Level', 'Where', 'What changed', 'Before', 'Now', 'What to do'],
      [
        'breaking',
        'inputs.lines[].quantitytype-changed',
        'The field "Quantity" of the input "Lines" changed its type: whole number became text.',
        'whole number',
        'text',
        'Regenerate, and change the code that sends it.',
      ],
      [
        'breaking',
        'inputs.poNumbervariable-added-required',
        'The input "PO Number" (text) is new and required; callers do not send it.',
        '–',
        'text',
        'Regenerate; the compiler then names every call that lacks it. Until it is sent, runs are refused.',
      ],
      [
        'info',
        'inputs.paymentTermsoptions-widened',
        'The input "Payment Terms" has new options: "net90".',
        'text, one of "net30", "net60"',
        'text, one of "net30", "net60", "net90"',
        'Nothing breaks. Regenerate when you want to send them.',
      ],
    ]);
  });
});

describe('hostile texts', () => {
  const harmless = outline(nodesOf(renderReport('markdown', reportFullOf('harmless'))));

  test.each(hostileReports)('%s: is text, and changes nothing of the document', (_, report) => {
    const markdown = renderReport('markdown', report);
    const nodes = nodesOf(markdown);
    expect(nodes.filter(({ type }) => !EXPECTED_NODES.includes(type))).toEqual([]);
    expect(nodes.flatMap((node) => (node.type === 'html' && !EXPECTED_HTML.includes(node.value) ? [node.value] : []))).toEqual([]);
    expect(outline(nodes)).toEqual(harmless);
    expect(nodes.flatMap((node) => (node.type === 'text' && MENTION.test(node.value) ? [node.value] : []))).toEqual([]);
    expect(hiddenCharacters(markdown, GAP + EMOJI_JOINERS)).toEqual([]);
  });

  test.each(Object.entries(HOSTILE_TEXTS).filter(([, text]) => /^[\x21-\x7e][\x20-\x7e]{1,400}[\x21-\x7e]$/.test(text)))(
    '%s: a reader sees it as it was',
    (_, text) => {
      expect(occurrences(text)).toBe(occurrences('harmless'));
    },
  );
});

/** How often a reader of a report full of a text sees it, as code and as words. */
function occurrences(text: string): number {
  const [root] = nodesOf(renderReport('markdown', reportFullOf(text)));
  return root === undefined ? 0 : textOf(root).split(text).length - 1;
}

function nodesOf(markdown: string): readonly Nodes[] {
  return withDescendants(fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }));
}

function withDescendants(node: Nodes): readonly Nodes[] {
  return 'children' in node ? [node, ...node.children.flatMap((child) => withDescendants(child))] : [node];
}

/** How many there are of each block: nothing added, nothing swallowed. */
function outline(nodes: readonly Nodes[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { type } of nodes) if (!['text', 'inlineCode', 'html'].includes(type)) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

function rowsOf(table: Nodes): readonly (readonly string[])[] {
  return 'children' in table ? table.children.map((row) => ('children' in row ? row.children.map((cell) => textOf(cell)) : [])) : [];
}

function textOf(node: Nodes): string {
  if ('children' in node) return node.children.map((child) => textOf(child)).join('');
  return node.type === 'text' || node.type === 'inlineCode' ? node.value.replaceAll(GAP, '') : '';
}
