import { ts } from 'ts-morph';
import { expect, test } from 'vitest';
import { renderBindings } from '../../emit/bindings.ts';
import { variable, workflow } from '../testing/impact-project.ts';
import { placesOf, readBinding, type Binding } from './read-binding.ts';

const parse = (text: string): ts.SourceFile => ts.createSourceFile('file.ts', text, ts.ScriptTarget.ES2022, true);

const sku = variable('sku', { type: 'str' });
const party = variable('party', { type: 'object', fields: [variable('name', { type: 'str' }), variable('größe', { type: 'str' })] });
const lines = variable('lines', {
  type: 'array',
  nullable: true,
  element: {
    type: 'object',
    fields: [sku, variable('parts', { type: 'array', element: { type: 'array', element: { type: 'object', fields: [sku] } } })],
  },
});
const country = variable('country', { type: 'str', options: Array.from({ length: 40 }, (_, index) => `country ${index}`) });
const either = variable('either', { type: 'union', anyOf: [{ type: 'str' }, { type: 'object', fields: [sku] }] });

async function generated(): Promise<ts.SourceFile> {
  const files = await renderBindings(
    { vendorCheck: workflow('vendorCheck', [party, lines, either, country], [lines]) },
    { importExtension: '.ts', barrel: true },
  );
  return parse(files.get('vendor-check.ts') ?? '');
}

function bindingOf(file: ts.SourceFile): Binding {
  const binding = readBinding(file);
  if (binding === undefined) throw new Error('no binding');
  return binding;
}

test('a generated file says its workflow, and where its types stand in it', async () => {
  const { workflowKey, places } = bindingOf(await generated());
  expect(workflowKey).toBe('vendorCheck');
  expect(Object.fromEntries(places)).toEqual({
    VendorCheckInput: [['inputs']],
    VendorCheckInputParty: [['inputs', 'party']],
    VendorCheckInputLine: [['inputs', 'lines', '[]']],
    VendorCheckInputLinePartItem: [['inputs', 'lines', '[]', 'parts', '[]', '[]']],
    VendorCheckInputEither: [['inputs', 'either']],
    VendorCheckInputCountry: [['inputs', 'country']],
    VendorCheckOutputs: [['outputs']],
    VendorCheckOutputsLine: [['outputs', 'lines', '[]']],
    VendorCheckOutputsLinePartItem: [['outputs', 'lines', '[]', 'parts', '[]', '[]']],
  });
});

test('a property, whatever its name, has the place a finding about it has', async () => {
  const file = await generated();
  const binding = bindingOf(file);
  const found = new Map<string, unknown>();
  for (const statement of file.statements.filter(ts.isInterfaceDeclaration)) {
    for (const member of statement.members) found.set(`${statement.name.text} ${member.name?.getText(file)}`, placesOf(binding, member));
  }
  expect(found.get('VendorCheckInputParty größe')).toEqual([['inputs', 'party', 'größe']]);
  expect(found.get('VendorCheckInputLine sku')).toEqual([['inputs', 'lines', '[]', 'sku']]);
});

test('functions and the handle stand for the workflow as a whole', async () => {
  const file = await generated();
  const run = file.statements.find(ts.isFunctionDeclaration);
  expect(run && placesOf(bindingOf(file), run)).toEqual([]);
});

test.each([
  ['the barrel', `export { runInvoiceWorkflow, type InvoiceInput } from './invoice.ts';`],
  ['an empty file', ''],
  [
    'something else',
    'export const a: Map<string, number> = new Map([[`key`, 1]]);\nexport const b: Map<A, B> = make({ key });\nexport const c: Map<A, B> = make({ key: 5 });',
  ],
  ['damaged text', 'export const = defineWorkflow({ key: '],
])('%s is no binding', (_, text) => {
  expect(readBinding(parse(text))).toBeUndefined();
});

test('a file edited into a circle comes to an end', () => {
  const { places } = bindingOf(
    parse(
      `export interface AInput { b: B }\ninterface B { a: readonly AInput[] }\nexport const aWorkflow: Workflow<AInput, AOutputs> = defineWorkflow<AInput, AOutputs>({ key: 'a' });`,
    ),
  );
  expect(places.get('B')?.[0]).toEqual(['inputs', 'b']);
});
