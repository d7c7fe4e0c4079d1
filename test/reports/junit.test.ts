import { renderReport } from '@opus-codegen/generator/reports';
import { DOMParser, type Element } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { hiddenCharacters } from './hidden-characters.ts';
import { hostileReports, reportFullOf } from './hostile-report.ts';
import { readBeside, readGolden } from './read-beside.ts';

const grammar = readBeside('junit.xsd');

/** What libxml2 says against the documents: not well-formed, or not as the grammar has it. */
async function problemsOf(...documents: readonly string[]): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: [{ fileName: 'junit.xsd', contents: grammar }],
  });
  return errors.map(({ rawMessage }) => rawMessage);
}

test('the example report is valid', async () => {
  expect(await problemsOf(readGolden('report.junit.xml'))).toEqual([]);
});

describe('the grammar refuses', () => {
  test.each([
    ['a suite without a name', 'testsuite name="invoice"', 'testsuite title="invoice"'],
    ['a count that is none', 'failures="2"', 'failures="two"'],
    ['an element JUnit does not have', '<skipped', '<ignored'],
    ['a case outside of a suite', '<testsuites name="opus-codegen"', '<testcase name="x"/><testsuites name="opus-codegen"'],
    ['a character XML cannot hold', 'Invoice Processing', 'Invoice &#0; Processing'],
  ])('%s', async (_, from, to) => {
    const changed = readGolden('report.junit.xml')
      .replaceAll(from, to)
      .replaceAll('</skipped', from === '<skipped' ? '</ignored' : '</skipped');
    expect(changed).not.toBe(readGolden('report.junit.xml'));
    expect(await problemsOf(changed)).not.toEqual([]);
  });
});

describe('hostile texts', () => {
  test('all of them are valid', async () => {
    expect(await problemsOf(...hostileReports.map(([, report]) => renderReport('junit', report)))).toEqual([]);
  });

  const harmless = outline(rootOf(renderReport('junit', reportFullOf('harmless'))));

  test.each(hostileReports)('%s: adds no element and no attribute, hides nothing', (_, report) => {
    const xml = renderReport('junit', report);
    expect(outline(rootOf(xml))).toEqual(harmless);
    expect(hiddenCharacters(xml)).toEqual([]);
  });

  test('what a text says is still there for who reads the XML', () => {
    const text = `</failure> "a" 'b' <c> &amp; &#64; ]]>`;
    const root = rootOf(renderReport('junit', reportFullOf(text)));
    expect(root.getElementsByTagName('testsuite').item(0)?.getAttribute('name')).toBe(text);
    expect(root.getElementsByTagName('failure').item(0)?.textContent?.split('\n')[0]).toBe(text);
  });
});

function rootOf(xml: string): Element {
  const root = new DOMParser({ onError: throwProblem }).parseFromString(xml, 'text/xml').documentElement;
  if (root === null) throw new Error('The document is empty.');
  return root;
}

function throwProblem(level: string, message: string): never {
  throw new Error(`${level}: ${message}`);
}

/** Elements and their attributes, without any text. */
function outline(element: Element): readonly string[] {
  const attributes = [...element.attributes].map(({ name }) => name);
  const children = [...element.childNodes].filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);
  return [`${element.tagName} ${attributes.join(' ')}`, ...children.flatMap((child) => outline(child).map((line) => `  ${line}`))];
}
