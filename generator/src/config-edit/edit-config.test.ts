import { describe, expect, test } from 'vitest';
import { withoutWorkflows, withWorkflows } from './edit-config.ts';
import { loadProjects } from '../config/load-projects.ts';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import { tempFolder } from '../testing/temp-folder.ts';

const BILL = { key: 'bill', workflowId: 'B1ll' };

interface Edits {
  readonly added: string;
  readonly removed: string;
}

/** A config with `bill` more, and with its first workflow less. */
async function edits(text: string, { fileName = 'opus.config.ts', index = 0, key = 'invoice', more = {} } = {}): Promise<Edits> {
  using folder = tempFolder({ [fileName]: text, ...more });
  const projects = await loadProjects({ cwd: folder.path, configPaths: [], env: {}, allowNoWorkflows: true });
  const project = projects[index];
  if (project === undefined) throw new Error('no such config');
  const added = await withWorkflows(project, [BILL]);
  const removed = await withoutWorkflows(project, [key]);
  expect(folder.read(fileName)).toBe(text);
  return { added, removed };
}

async function refusal(editing: Promise<unknown>): Promise<{ readonly what: string; readonly fix: string }> {
  const error = await editing.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DiagnosticError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.diagnostics.map(({ code }) => code)).toEqual(['OPUS1018']);
  const [{ what, fix }] = error.diagnostics as [(typeof error.diagnostics)[0]]; // one, as just seen
  return { what, fix };
}

function configWith(workflows: string): string {
  return `export default {\n  workflows: ${workflows},\n};\n`;
}

function inLines(workflows: string): string {
  return `export default { output: './o', workflows: {\n${workflows}} };\n`;
}

test('tabs, double quotes, comments and a missing comma stay as they were', async () => {
  const { added, removed } = await edits(`import { defineConfig } from "@opus-codegen/generator"

export default defineConfig({
\tworkflows: {
\t\t// accounts payable
\t\tinvoice: "B9uG", // the old one
\t\t/* soon */ vendor: { id: "V3n", version: 3 } // no comma here
\t\t// end of list
\t},
})
`);
  expect(added).toBe(`import { defineConfig } from "@opus-codegen/generator"

export default defineConfig({
\tworkflows: {
\t\t// accounts payable
\t\tinvoice: "B9uG", // the old one
\t\t/* soon */ vendor: { id: "V3n", version: 3 }, // no comma here
\t\tbill: "B1ll"
\t\t// end of list
\t},
})
`);
  // The vendor has a comment of its own: the one above was the invoice's alone.
  expect(removed).toBe(`import { defineConfig } from "@opus-codegen/generator"

export default defineConfig({
\tworkflows: {
\t\t/* soon */ vendor: { id: "V3n", version: 3 } // no comma here
\t\t// end of list
\t},
})
`);
});

test('a comment goes with the workflow that it alone heads, and stays with those that are left of a group', async () => {
  const alone = inLines(`  // Invoices, for Ana.\n  invoice: 'B9uG',\n\n  // Vendors\n  vendor: 'V3n',\n`);
  expect((await edits(alone)).removed).toBe(inLines(`  // Vendors\n  vendor: 'V3n',\n`));
  const group = inLines(`  // Accounts payable\n  invoice: 'B9uG',\n  vendor: 'V3n',\n`);
  expect((await edits(group)).removed).toBe(inLines(`  // Accounts payable\n  vendor: 'V3n',\n`));
});

test.each([
  ['one line', `export default { workflows: { invoice: 'B9uG' } };`, `export default { workflows: { invoice: 'B9uG', bill: 'B1ll' } };`],
  [
    'Windows line ends',
    `export default {\r\n  workflows: {\r\n    invoice: 'B9uG',\r\n  },\r\n};\r\n`,
    `export default {\r\n  workflows: {\r\n    invoice: 'B9uG',\r\n    bill: 'B1ll',\r\n  },\r\n};\r\n`,
  ],
  [
    'a constant',
    `const workflows = { invoice: 'B9uG', };\nexport default { workflows };\n`,
    `const workflows = { invoice: 'B9uG', bill: 'B1ll', };\nexport default { workflows };\n`,
  ],
  [
    'TypeScript that Node alone does not run',
    `enum Id { Invoice = 'B9uG' }\nexport default { workflows: { invoice: Id.Invoice } };\n`,
    `enum Id { Invoice = 'B9uG' }\nexport default { workflows: { invoice: Id.Invoice, bill: 'B1ll' } };\n`,
  ],
  [
    'a spread before it',
    `const shared = { vendor: 'V3n' };\nexport default { workflows: { ...shared, invoice: 'B9uG' } };\n`,
    `const shared = { vendor: 'V3n' };\nexport default { workflows: { ...shared, invoice: 'B9uG', bill: 'B1ll' } };\n`,
  ],
  [
    'an import beside it',
    `import { id } from './ids.mjs';\nexport default { workflows: { invoice: id } };\n`,
    `import { id } from './ids.mjs';\nexport default { workflows: { invoice: id, bill: 'B1ll' } };\n`,
  ],
])('%s', async (_, text, added) => {
  const result = await edits(text, { more: { 'ids.mjs': `export const id = 'B9uG';\n` } });
  expect(result.added).toBe(added);
});

test.each(['opus.config.mts', 'opus.config.js', 'opus.config.mjs'])('%s', async (fileName) => {
  const text = `export default {\n  workflows: {\n    invoice: 'B9uG',\n  },\n};\n`;
  expect((await edits(text, { fileName })).added).toBe(text.replace("G',\n", "G',\n    bill: 'B1ll',\n"));
});

test('CommonJS', async () => {
  const text = `module.exports = { workflows: { invoice: 'B9uG' } };\n`;
  expect((await edits(text, { fileName: 'opus.config.js' })).added).toBe(
    `module.exports = { workflows: { invoice: 'B9uG', bill: 'B1ll' } };\n`,
  );
});

test('JSON, whose last entry has no comma', async () => {
  const text = '{\n    "workflows": {\n        "invoice": "B9uG"\n    }\n}\n';
  const { added, removed } = await edits(text, { fileName: 'opus.config.json' });
  expect(added).toBe('{\n    "workflows": {\n        "invoice": "B9uG",\n        "bill": "B1ll"\n    }\n}\n');
  expect(JSON.parse(removed)).toEqual({ workflows: {} });
});

test('the one of an array that was asked for', async () => {
  const text = `export default [\n  { output: 'a', workflows: { first: 'F1' } },\n  { output: 'b', workflows: { invoice: 'B9uG' } },\n];\n`;
  const { added, removed } = await edits(text, { index: 1 });
  expect(added).toBe(text.replace(`'B9uG'`, `'B9uG', bill: 'B1ll'`));
  expect(removed).toBe(text.replace(` invoice: 'B9uG' `, ''));
});

test('a config without workflows gets its first', async () => {
  using folder = tempFolder();
  for (const [before, after] of [
    ['{}', `{ bill: 'B1ll' }`],
    ['{\n    // none yet\n  }', `{\n    // none yet\n    bill: 'B1ll',\n  }`],
  ] as const) {
    folder.write({ 'opus.config.mjs': configWith(before) });
    const [project] = await loadProjects({ cwd: folder.path, configPaths: [], env: {}, allowNoWorkflows: true });
    if (project === undefined) throw new Error('no project');
    expect(await withWorkflows(project, [BILL])).toBe(configWith(after));
  }
});

test("a file that was as the project's prettier wants it still is", async () => {
  const long = 'L'.repeat(30);
  const { added } = await edits(`export default { workflows: { invoice: '${long}' } };\n`, {
    more: { '.prettierrc': '{ "singleQuote": true }' },
  });
  expect(added).toBe(`export default {\n  workflows: { invoice: '${long}', bill: 'B1ll' },\n};\n`);
});

describe('what cannot be edited safely is left alone, with the line to paste', () => {
  const byHand = `Write into its workflows: bill: 'B1ll', Then run \`opus-codegen generate\`.`;

  test.each([
    ['computed workflows', `export default { workflows: Object.fromEntries([['invoice', 'B9uG']]) };`, '`workflows` is computed'],
    ['a computed config', `export default await Promise.resolve({ workflows: { invoice: 'B9uG' } });`, 'its default export is computed'],
    ['a config from elsewhere', `export { default } from './base.mjs';`, 'its default export was not found'],
    ['a spread config', `import base from './base.mjs';\nexport default { ...base };`, '`workflows` is not written in it'],
    [
      'an object that is used twice',
      `const workflows = { invoice: 'B9uG' };\nexport default { workflows, drift: { rules: { ...(Object.keys(workflows).length > 1 && { 'type-changed': 'info' }) } } };`,
      'what would come out is not what was meant',
    ],
    [
      'a value that changes from run to run',
      `export default { workflows: { invoice: \`B\${process.hrtime.bigint()}\` } };`,
      'what would come out is not what was meant',
    ],
  ])('%s', async (_, text, problem) => {
    const more = { 'base.mjs': `export default { workflows: { invoice: 'B9uG' } };` };
    expect(await refusal(edits(text, { fileName: 'opus.config.mjs', more }))).toEqual({
      what: `opus.config.mjs cannot be edited in place: ${problem}.`,
      fix: byHand,
    });
  });

  test('an entry that comes from a spread is not taken out', async () => {
    const text = `const shared = { invoice: 'B9uG' };\nexport default { workflows: { ...shared, vendor: 'V3n' } };`;
    const { what, fix } = await refusal(edits(text, { fileName: 'opus.config.mjs' }));
    expect(what).toBe('opus.config.mjs cannot be edited in place: "invoice" does not stand in it as an entry of its own.');
    expect(fix).toBe('Take "invoice" out of its workflows yourself, then run `opus-codegen generate`.');
  });
});
