import { renderReport } from '@opus-codegen/generator/reports';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { describe, expect, test } from 'vitest';
import { hiddenCharacters } from './hidden-characters.ts';
import { hostileReports, reportFullOf } from './hostile-report.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { readGolden } from './read-beside.ts';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Parent = DefaultTreeAdapterTypes.ParentNode;

describe('the example report', () => {
  test('is HTML without a fault', () => {
    expect(parsed(readGolden('report.html')).faults).toEqual([]);
  });

  test('asks nobody for anything', () => {
    const addresses = elementsOf(parsed(readGolden('report.html')).document).flatMap(({ attrs }) =>
      attrs.filter(({ name }) => /^(?:src|href|srcset|action|data|poster|style|on.*)$/.test(name)).map(({ value }) => value),
    );
    expect(addresses.filter((address) => !/^#[a-z0-9-]+$/.test(address))).toEqual([]);
    expect(readGolden('report.html')).not.toMatch(/https?:|@import|url\(/);
  });
});

describe('hostile texts', () => {
  const harmless = outline(parsed(renderReport('html', reportFullOf('harmless'))).document);

  test.each(hostileReports.filter(([name]) => name !== 'nothing'))(
    '%s: adds no element and no attribute, reaches no script, hides nothing',
    (_, report) => {
      const html = renderReport('html', report);
      const { document, faults } = parsed(html);
      expect(faults).toEqual([]);
      expect(outline(document)).toEqual(harmless);
      expect(hiddenCharacters(html, '\u200d\ufe0f')).toEqual([]);
    },
  );

  test('script, style and every id are the same whatever a text says', () => {
    const expected = fixedParts('harmless');
    for (const text of Object.values(HOSTILE_TEXTS).filter((one) => one !== '')) expect(fixedParts(text)).toEqual(expected);
  });

  test.each(Object.entries(HOSTILE_TEXTS).filter(([, text]) => /^[\x21-\x7e][\x20-\x7e]{1,400}[\x21-\x7e]$/.test(text)))(
    '%s: a reader sees it as it was',
    (_, text) => {
      // Three times it stands inside a type in words, which quotes and cuts it (describeType).
      expect(occurrences(text)).toBeGreaterThanOrEqual(occurrences('harmless') - 3);
    },
  );
});

test('a report of no text at all is still a page', () => {
  expect(parsed(renderReport('html', reportFullOf(''))).faults).toEqual([]);
});

function parsed(html: string): { readonly document: Parent; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const document = parse(html, { onParseError: ({ code, startLine }) => faults.push(`${code} at line ${startLine}`) });
  return { document, faults };
}

function elementsOf(parent: Parent): readonly DefaultTreeAdapterTypes.Element[] {
  return parent.childNodes.flatMap((node) => ('tagName' in node ? [node, ...elementsOf(node)] : []));
}

function outline(parent: Parent): readonly string[] {
  return elementsOf(parent).map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`);
}

function textOf(node: Node | Parent): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map((child) => textOf(child)).join('') : '';
}

/** Script, style, and every attribute that no text belongs in. */
function fixedParts(text: string): readonly string[] {
  return elementsOf(parsed(renderReport('html', reportFullOf(text))).document).flatMap((element) => [
    ...(['script', 'style'].includes(element.tagName) ? [textOf(element)] : []),
    ...element.attrs.filter(({ name }) => name !== 'aria-label').map(({ value }) => value),
  ]);
}

/** How often a reader of a page full of a text sees it. */
function occurrences(text: string): number {
  const body = elementsOf(parsed(renderReport('html', reportFullOf(text))).document).find(({ tagName }) => tagName === 'body');
  return body === undefined ? 0 : textOf(body).split(text).length - 1;
}
