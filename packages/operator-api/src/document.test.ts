import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

type Json = Readonly<Record<string, unknown>>;

const readDocument = (): Json => parse(readFileSync(new URL('../operator.openapi.yaml', import.meta.url), 'utf8')) as Json;
const isRecord = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

interface Example {
  /** JSON pointer of the schema it claims to be an example of. */
  readonly schema: string;
  readonly name: string;
  readonly value: unknown;
}

/** Every example of the document: of media types, parameters and headers (`example`, `examples.*.value`) and of schemas (`examples[]`). */
function examplesOf(node: unknown, pointer = ''): readonly Example[] {
  if (Array.isArray(node)) return node.flatMap((item, index) => examplesOf(item, `${pointer}/${index}`));
  if (!isRecord(node)) return [];
  const here: Example[] = [];
  if ('schema' in node) {
    const schema = `${pointer}/schema`;
    if ('example' in node) here.push({ schema, name: `${pointer}/example`, value: node['example'] });
    if (isRecord(node['examples'])) {
      for (const [key, example] of Object.entries(node['examples'])) {
        if (isRecord(example)) here.push({ schema, name: `${pointer}/examples/${key}`, value: example['value'] });
      }
    }
  } else if (Array.isArray(node['examples'])) {
    here.push(...node['examples'].map((value, index) => ({ schema: pointer, name: `${pointer}/examples/${index}`, value })));
  }
  const below = Object.entries(node)
    .filter(([key]) => key !== 'example' && key !== 'examples')
    .flatMap(([key, child]) => examplesOf(child, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`));
  return [...here, ...below];
}

const document = readDocument();
const examples = examplesOf(document);

describe('operator.openapi.yaml', () => {
  test('is a valid OpenAPI 3.1 document', async () => {
    const validator = new Validator();

    const result = await validator.validate(readDocument());

    expect(result).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('names the eight calls of the contract', () => {
    const calls = Object.entries(document['paths'] as Record<string, Json>).flatMap(([path, item]) =>
      Object.keys(item)
        .filter((key) => ['get', 'put', 'post', 'delete', 'patch'].includes(key))
        .map((method) => `${method.toUpperCase()} ${path}`),
    );

    expect(calls).toEqual([
      'GET /workflow/{workflowId}',
      'POST /job/initiate',
      'POST /job/file/upload',
      'PUT /{storagePath}',
      'POST /job/execute',
      'GET /job/{jobExecutionId}/status',
      'GET /job/{jobExecutionId}/results',
      'GET /job/{jobExecutionId}/audit',
    ]);
  });

  test('asks for the service key everywhere but at the storage', () => {
    const paths = document['paths'] as Record<string, Record<string, Json>>;

    expect(document['security']).toEqual([{ serviceKey: [] }]);
    expect(paths['/{storagePath}']?.['put']?.['security']).toEqual([]);
    expect(paths['/{storagePath}']?.['servers']).toHaveLength(1);
    const overridden = Object.values(paths).flatMap((item) => Object.values(item).filter((operation) => 'security' in operation));
    expect(overridden).toHaveLength(1);
  });

  test('gives an example of every JSON body', () => {
    const without: string[] = [];
    const visit = (node: unknown, pointer: string): void => {
      if (!isRecord(node)) return;
      for (const [key, child] of Object.entries(node)) {
        if (key === 'application/json' && isRecord(child) && !('example' in child) && !('examples' in child)) {
          const bytes = isRecord(child['schema']) && child['schema']['format'] === 'binary';
          if (!bytes) without.push(pointer);
        }
        visit(child, `${pointer}/${key}`);
      }
    };
    visit(document, '');

    expect(without).toEqual([]);
  });
});

describe('every example fits its schema', () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  // ajv-formats types its default export as a namespace under nodenext; at run time it is the function.
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addSchema(document, 'operator');

  test('there are many of them', () => {
    expect(examples.length).toBeGreaterThan(40);
  });

  test.each(examples)('$name', ({ schema, value }) => {
    const validate = ajv.compile({ $ref: `operator#${schema.split('/').map(encodeURIComponent).join('/')}` });

    validate(value);

    expect(validate.errors ?? []).toEqual([]);
  });

  test('and the check would notice one that does not', () => {
    const validate = ajv.compile({ $ref: 'operator#/components/schemas/ErrorEnvelope' });

    expect(validate({ statusCode: '400', message: 7 })).toBe(false);
  });
});
