import { renderReport } from '@opus-codegen/generator/reports';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findChromium, startChromium } from './chromium.ts';
import { hostileReports, reportFullOf } from './hostile-report.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { accessibilityFaults, openReport } from './page.ts';
import { readGolden } from './read-beside.ts';

const found = await findChromium();
if ('missing' in found) console.log(`Skipped: ${found.missing}`);

const example = readGolden('report.html');
/** Everything hostile on one page, a workflow each. */
const hostile = pageFullOf(Object.values(HOSTILE_TEXTS));
const longAndMixed = pageFullOf([HOSTILE_TEXTS['a long text'], HOSTILE_TEXTS['right to left'], HOSTILE_TEXTS['nothing']]);

function pageFullOf(texts: readonly (string | undefined)[]): string {
  return renderReport('html', { ...reportFullOf('x'), workflows: texts.flatMap((text) => reportFullOf(text ?? '').workflows) });
}

describe.skipIf('missing' in found)('the html report in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    if ('path' in found) browser = await startChromium(found.path);
  }, 60_000);
  afterAll(() => browser.close());

  test('asks for nothing and complains of nothing', async () => {
    for (const html of [example, hostile]) {
      await using opened = await openReport(browser, html);
      await opened.page.waitForLoadState('networkidle');
      expect(opened.requests).toEqual([]);
      expect(opened.complaints).toEqual([]);
    }
  });

  test('runs nothing that a text brought along', async () => {
    await using opened = await openReport(browser, hostile);
    const foreign = await opened.page
      .locator('img, svg, iframe, object, embed, link, a:not([href^="#"]), [onerror], [onload], [onmouseover]')
      .count();
    expect(foreign).toBe(0);
    expect(await opened.page.locator('script, style').count()).toBe(2);
    expect(opened.complaints).toEqual([]);
  });

  test('its policy would stop even a script that got in', async () => {
    await using opened = await openReport(
      browser,
      example.replace('<main', '<script>window.owned = true</script><img src="https://example.com/x.png"><main'),
    );
    expect(await opened.page.evaluate('window.owned')).toBeUndefined();
    expect(opened.complaints.map((complaint) => complaint.includes('Content Security Policy'))).toEqual([true, true]);
  });

  describe('filter', () => {
    test('by workflow', async () => {
      await using opened = await openReport(browser, example);
      const { page } = opened;
      expect(await shownWorkflows(page)).toEqual(['invoice', 'vendorCheck', 'nightlyReport']);
      await page.locator('select').selectOption({ label: 'vendorCheck (not verified)' });
      expect(await shownWorkflows(page)).toEqual(['vendorCheck']);
      expect(await page.locator('output[name=count]').textContent()).toBe('1 of 3 workflows');
      await page.getByRole('button', { name: 'Reset' }).click();
      await expect.poll(() => shownWorkflows(page)).toEqual(['invoice', 'vendorCheck', 'nightlyReport']);
    });

    test('by level: a workflow of which nothing is left goes too', async () => {
      await using opened = await openReport(browser, example);
      const { page } = opened;
      await kind(page, 'breaking').uncheck();
      expect(await shownFindings(page)).toEqual(['inputs.paymentTerms']);
      await kind(page, 'info').uncheck();
      expect(await shownWorkflows(page)).toEqual(['vendorCheck', 'nightlyReport']);
      await kind(page, 'not verified').uncheck();
      await kind(page, 'verified').uncheck();
      expect(await page.getByText('Nothing matches the filter.').isVisible()).toBe(true);
    });

    test('by words, reached with a slash', async () => {
      await using opened = await openReport(browser, example);
      const { page } = opened;
      await page.keyboard.press('/');
      await page.keyboard.type('PO number');
      expect(await shownFindings(page)).toEqual(['inputs.poNumber']);
      expect(await shownWorkflows(page)).toEqual(['invoice']);
    });

    test('a link to a finding that is filtered out brings it back', async () => {
      await using opened = await openReport(browser, example);
      const { page } = opened;
      await kind(page, 'breaking').uncheck();
      await page.locator('tr.breaking a').first().click();
      await expect.poll(() => shownFindings(page)).toContain('inputs.lines[].quantity');
    });

    test('works whatever a text says', async () => {
      await using opened = await openReport(browser, hostile);
      const options = await opened.page.locator('select option').allTextContents();
      expect(options).toHaveLength(1 + (hostileReports.length / 2) * 3);
      await opened.page.locator('select').selectOption('3');
      expect(await opened.page.locator('section.workflow:visible').count()).toBe(1);
    });
  });

  test('the gravest comes first, and old and new stand side by side', async () => {
    await using opened = await openReport(browser, example);
    const { page } = opened;
    expect(await shownFindings(page)).toEqual(['inputs.lines[].quantity', 'inputs.poNumber', 'inputs.paymentTerms']);
    const [old, young] = await Promise.all([
      page.locator('.pair .old').first().boundingBox(),
      page.locator('.pair .new').first().boundingBox(),
    ]);
    expect(old?.y).toBe(young?.y);
    expect((old?.x ?? 0) < (young?.x ?? 0)).toBe(true);
    expect(await page.locator('tr.breaking').first().locator('td').allInnerTexts()).toEqual([
      '~ breaking',
      'quantity whole number\nQuantity',
      'quantity text\nQuantity',
    ]);
    await page.getByLabel('Only what changed').check();
    expect(await page.locator('tbody tr:visible:not(.group)').count()).toBe(3);
  });

  test('can be used with the keyboard alone', async () => {
    await using opened = await openReport(browser, example);
    const { page } = opened;
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the workflows');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('workflows');
    // From there: the schema's disclosure, its switch, the table that scrolls, its links.
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Old and new schema');
    await page.keyboard.press('Enter');
    expect(await page.locator('details.schema').getAttribute('open')).toBeNull();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.getByLabel('Only what changed').isChecked()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('info');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.querySelector(":target").className')).toBe('finding info');
  });

  test('shows where the keyboard is, on everything that takes it', async () => {
    await using opened = await openReport(browser, example);
    const { page } = opened;
    const stops = await page.locator('a, button, select, input, summary, [tabindex="0"]').count();
    for (let stop = 0; stop < stops; stop += 1) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('getComputedStyle(document.activeElement).outlineWidth')).toBe('3px');
    }
  });

  test.each(['light', 'dark'] as const)('has no accessibility fault in %s', async (colorScheme) => {
    for (const html of [example, longAndMixed]) {
      await using opened = await openReport(browser, html, { colorScheme, bypassCSP: true });
      expect(await accessibilityFaults(opened.page)).toEqual([]);
    }
  });

  test('is light where the reader wants light, and dark where dark', async () => {
    expect(await brightness(browser, 'light')).toBeGreaterThan(240);
    expect(await brightness(browser, 'dark')).toBeLessThan(40);
  });

  test('needs no script to be read', async () => {
    await using opened = await openReport(browser, example, { javaScriptEnabled: false });
    const { page } = opened;
    expect(await page.locator('section.workflow:visible').count()).toBe(3);
    expect(await page.locator('article.finding:visible').count()).toBe(3);
    expect(await page.locator('#filter').isVisible()).toBe(false);
    await page.locator('summary').click();
    expect(await page.locator('table').isVisible()).toBe(false);
  });

  test('fits a phone: only the tables scroll sideways', async () => {
    for (const html of [example, hostile]) {
      await using opened = await openReport(browser, html, { viewport: { width: 360, height: 740 } });
      expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    }
  });

  test('prints everything, the closed parts too, and no control', async () => {
    await using opened = await openReport(browser, example);
    const { page } = opened;
    await page.locator('summary').click();
    expect(await page.evaluate('document.querySelector("table").checkVisibility()')).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#filter').isVisible()).toBe(false);
    expect(await page.evaluate('document.querySelector("table").checkVisibility()')).toBe(true);
  });
});

function kind(page: Page, name: string): Locator {
  return page.getByRole('checkbox', { name, exact: true });
}

async function shownWorkflows(page: Page): Promise<readonly string[]> {
  return page.locator('section.workflow:visible h2 > code').allTextContents();
}

async function shownFindings(page: Page): Promise<readonly string[]> {
  return page.locator('article.finding:visible h3 > code').allTextContents();
}

async function focused(page: Page): Promise<string> {
  return (await page.evaluate<string>('document.activeElement.textContent')).trim();
}

/** The brightest of the background's three colours, 0 to 255. */
async function brightness(browser: Browser, colorScheme: 'light' | 'dark'): Promise<number> {
  await using opened = await openReport(browser, example, { colorScheme });
  const color = await opened.page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  return Math.max(...(color.match(/\d+/g) ?? []).map(Number));
}
