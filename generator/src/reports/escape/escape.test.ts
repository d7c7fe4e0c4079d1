import { describe, expect, test } from 'vitest';
import { forGithubData, forGithubProperty } from './github.ts';
import { forHtml } from './html.ts';
import { printJson } from './json.ts';
import { forMarkdown, markdownCode } from './markdown.ts';
import { forSarifMessage } from './sarif.ts';
import { forTerminal } from './terminal.ts';
import { shortened, visibleText } from './visible-text.ts';
import { forXml } from './xml.ts';

// What each escape does to a few texts; that nothing in the whole corpus gets through is shown with real parsers in test/reports.

describe('visible text', () => {
  test('has one line and hides nothing', () => {
    expect(visibleText('a\r\nb\tc\u202Ed\u0000e\u200Bf\u001B[0m')).toBe('a⏎b c\\u{202e}d\\u{0}e\\u{200b}f\\u{1b}[0m');
    expect(visibleText('\uD800 \u{E0041} \uFFFE')).toBe('\\u{d800} \\u{e0041} \\u{fffe}');
  });

  test('leaves words of any script and emoji as they are', () => {
    for (const text of ['Prüfung №5', 'العربية', 'हिन्दी', '👩🏽‍🔬 ❤️ 🇩🇪']) expect(visibleText(text)).toBe(text);
  });

  test('shortens between characters', () => {
    expect(shortened('abcdef', 6)).toBe('abcdef');
    expect(shortened('abcdefg', 6)).toBe('abcde…');
    expect(shortened('abcd👩x', 6)).toBe('abcd…');
  });
});

test('terminal: what a CI runner would obey is taken apart', () => {
  expect(forTerminal('::error::a::b')).toBe('\\u{3a}:error::a::b');
  expect(forTerminal('see ##[error]x and ##vso[x] and ## y')).toBe('see #\\u{23}[error]x and #\\u{23}vso[x] and ## y');
});

test('html and xml: the five characters', () => {
  expect(forHtml(`<a href="x">'&`)).toBe('&lt;a href=&quot;x&quot;&gt;&#39;&amp;');
  expect(forXml(`<a href="x">'&\u0000`)).toBe('&lt;a href=&quot;x&quot;&gt;&apos;&amp;\\u{0}');
});

test('github: data and properties are undone by the runner in different ways', () => {
  expect(forGithubData(['50%, a:b', 'c\nd'])).toBe('50%25, a:b%0Ac⏎d');
  expect(forGithubProperty('50%, a:b')).toBe('50%25%2C a%3Ab');
});

test('json: reads back as it was, and shows nothing that turns text around', () => {
  const value = { text: 'a\u202E##[error]\u0085\u{E0041}é' };
  const json = printJson(value);
  expect(json).toBe('{\n  "text": "a\\u202e#\\u0023[error]\\u0085\\udb40\\udc41é"\n}');
  expect(JSON.parse(json)).toEqual(value);
});

test('sarif: no link, no placeholder', () => {
  expect(forSarifMessage('[a](b) {0} { sku } lines[]')).toBe('[a] (b) { 0} { sku } lines[]');
});

describe('markdown', () => {
  test('running text has no formatting, mention, reference or address', () => {
    expect(forMarkdown('*a* <b> @all #12 a|b https://x.example')).toBe(
      '\\*a\\* &lt;b&gt; @\u200Ball \\#\u200B12 a\\|b https:\u200B//x.example',
    );
    expect(forMarkdown('  - x')).toBe('\\- x');
    expect(forMarkdown('1. x')).toBe('1\u200B. x');
    expect(forMarkdown('0.1.0, 1.5')).toBe('0.1.0, 1.5');
  });

  test('code finds a fence longer than any inside, and cuts no table', () => {
    expect(markdownCode('inputs.lines[].sku')).toBe('`inputs.lines[].sku`');
    expect(markdownCode('a`b``c')).toBe('```a`b``c```');
    expect(markdownCode('`a`')).toBe('`` `a` ``');
    expect(markdownCode('a|b\\|c')).toBe('<code>a&#124;b\\\\&#124;c</code>');
    expect(markdownCode(' ')).toBe('');
  });
});
