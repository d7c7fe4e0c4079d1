import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * An independent witness of the generated types: openapi-typescript prints its own from each golden case's JSON Schemas, and the compiler
 * confirms that every interface of ours and of theirs can stand for one another, with the same properties.
 *
 * JSON has no files and no dates: here both are text on our side too, and values of unknown type are `unknown` on both.
 */

const root = join(import.meta.dirname, '../..');
const golden = join(root, 'test/golden');
const project = mkdtempSync(join(tmpdir(), 'opus-witness-'));
const cases = readdirSync(golden, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));

const NOT_COMPARED: readonly RegExp[] = [
  // Named differently there: OpenAPI takes ASCII only, and one list holds all workflows.
  /^unicode-names\//,
  /^awkward-keys\/order.ts OrderInputInput$/,
  // An interface whose every property was removed; openapi-typescript writes an object without properties as a record.
  /^no-inputs\/lost-its-inputs.ts LostItsInputsInput$/,
];

const RUNTIME_IN_JSON = `
export type FileInput<Extension extends string = string> = Extension extends string ? string : never;
export type IsoDate = string;
export type JsonValue = unknown;
export type JsonObject = { [key: string]: unknown };
export type RemovedInput<Message extends string> = Message extends string ? never : never;
export type RunOptions = object;
export type Job<Outputs> = Outputs;
export type WorkflowResult<Outputs> = Outputs;
export interface Workflow<Input, Outputs> {
  run(input: Input, options?: RunOptions): Promise<Outputs>;
  start(input: Input, options?: RunOptions): Promise<Outputs>;
}
export declare function defineWorkflow<Input, Outputs>(descriptor: object): Workflow<Input, Outputs>;
`;

const SAME = `
/** The properties that can be given at all: an input that was removed has none. */
type Keys<T> = { [K in keyof T]-?: [Exclude<T[K], undefined>] extends [never] ? never : K }[keyof T];
type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
type Same<A, B> = [A] extends [string] ? Mutual<A, B> : Mutual<A, B> & Mutual<Keys<A>, Keys<B>> & Mutual<Required<Pick<A, Keys<A>>>, Required<Pick<B, Keys<B>>>>;
`;

interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

interface Exported {
  readonly tree: string;
  readonly fileName: string;
  readonly type: string;
}

const documentOf = (tree: string): Document => JSON.parse(readFileSync(join(golden, tree, 'openapi.json'), 'utf8')) as Document; // our own file

function exportedTypes(tree: string): readonly Exported[] {
  const folder = join(golden, tree, 'expected');
  return readdirSync(folder).flatMap((fileName) =>
    [...readFileSync(join(folder, fileName), 'utf8').matchAll(/^export (?:interface|type) (\S+)/gm)].flatMap(([, type = '']) =>
      type === '{' ? [] : [{ tree, fileName, type }],
    ),
  );
}

const isComparable = ({ tree, fileName, type }: Exported): boolean =>
  !NOT_COMPARED.some((place) => place.test(`${tree}/${fileName} ${type}`));

const compared = cases.flatMap(exportedTypes).filter(isComparable);

beforeAll(async () => {
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(project, 'runtime.ts'), RUNTIME_IN_JSON);
  for (const tree of cases) {
    const folder = join(project, tree);
    mkdirSync(folder);
    for (const fileName of readdirSync(join(golden, tree, 'expected'))) {
      const text = readFileSync(join(golden, tree, 'expected', fileName), 'utf8');
      writeFileSync(join(folder, fileName), `type Date = string;\n${text}`);
    }
    // Callers may pass read-only lists, readers own what they get: openapi-typescript knows that as an option of its own.
    for (const [fileName, immutable] of [
      ['theirs-in.ts', true],
      ['theirs-out.ts', false],
    ] as const) {
      const document = documentOf(tree) as unknown as OpenAPI3; // ours is read-only, theirs is not
      writeFileSync(join(folder, fileName), astToString(await openapiTS(document, { immutable })));
    }
  }
  const checks = compared.map(({ tree, fileName, type }, index) => {
    const theirs = type.includes('Outputs') ? 'theirs-out.ts' : 'theirs-in.ts';
    return [
      `import type { ${type} as Ours${index} } from './${tree}/${fileName}';`,
      `import type { components as Theirs${index} } from './${tree}/${theirs}';`,
      `export const same${index}: Same<Ours${index}, Theirs${index}['schemas']['${type}']> = true; // ${tree}/${fileName} ${type}`,
    ].join('\n');
  });
  writeFileSync(join(project, 'check.ts'), `${SAME}${checks.join('\n')}\n`);
  const options = {
    target: 'es2022',
    lib: ['es2022'],
    types: [],
    module: 'esnext',
    moduleResolution: 'bundler',
    strict: true,
    noEmit: true,
  };
  const paths = { '@opus-codegen/runtime/codegen-v1': ['./runtime.ts'] };
  const compilerOptions = { ...options, allowImportingTsExtensions: true, paths };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['check.ts'] }));
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

test('every schema has its interface, and every interface its schema', () => {
  for (const tree of cases.filter((name) => name !== 'unicode-names' && name !== 'awkward-keys')) {
    expect(
      exportedTypes(tree)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(Object.keys(documentOf(tree).components.schemas).sort());
  }
});

test('the compiler finds ours and theirs the same', () => {
  expect(compared.length).toBeGreaterThan(50);
  expect(typeErrors()).toBe('');
});

function typeErrors(): string {
  try {
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project, '--pretty', 'false'], { cwd: project });
    return '';
  } catch (error) {
    if (!(error instanceof Error && 'stdout' in error)) throw error;
    const checks = readFileSync(join(project, 'check.ts'), 'utf8').split('\n');
    // Each message with the line it is about, which ends in the name of the type.
    return String(error.stdout).replace(/^check\.ts\((\d+),.*$/gm, (message, line) => `${checks[Number(line) - 1] ?? ''}\n  ${message}`);
  }
}
