import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCliProject, type CliProject } from '../cli/harness.ts';
import { workflowKeys } from '../workflows/workflows.ts';

let project: CliProject;

beforeAll(async () => {
  project = await startCliProject({ keys: workflowKeys, generated: true });
  project.operator.clearRequests();
});
afterAll(() => project[Symbol.asyncDispose]());

test('OpenAPI 3.1 is the default: valid, and read by openapi-typescript', async () => {
  const { code, stdout, stderr } = await project.run(['export', '--quiet']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const document = JSON.parse(stdout);
  expect(document.openapi).toBe('3.1.0');
  expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
  const types = astToString(await openapiTypescript(document));
  for (const name of ['InvoiceInput', 'InvoiceOutputs', 'SupplierOnboardingInput', 'SamplerInput'])
    expect(types).toMatch(new RegExp(`\\n\\s+${name}: `));
  expect(project.operator.requests).toEqual([]);
});

test('JSON Schema compiles, and judges values', async () => {
  const { stdout } = await project.run(['export', '--format', 'json-schema', '--filter', 'invoice']);
  const document = JSON.parse(stdout);
  expect(Object.keys(document.$defs).filter((name) => /^[A-Z][a-z]+(Input|Outputs)$/.test(name))).toEqual([
    'InvoiceInput',
    'InvoiceOutputs',
  ]);
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'opus');
  const validate = ajv.getSchema('opus#/$defs/InvoiceInput');
  expect(validate?.({})).toBe(false);
});

test('the same lockfile gives the same bytes, on stdout and in a file', async () => {
  const { stdout } = await project.run(['export']);
  const result = await project.run(['export', '--out', 'schemas/opus.openapi.json']);
  expect(result).toEqual({ code: 0, stdout: '', stderr: `schemas/opus.openapi.json: ${workflowKeys.length} workflows\n` });
  expect(project.read('schemas/opus.openapi.json')).toBe(stdout);
});

test('half a document is not given out: a workflow that is not generated yet ends with 21', async () => {
  const config = project.read('opus.config.ts');
  project.write({ 'opus.config.ts': config.replace("invoice: '", "fresh: 'Fr3sh', invoice: '") });
  const result = await project.run(['export']);
  project.write({ 'opus.config.ts': config });
  expect(result.code).toBe(21);
  expect(result.stdout).toBe('');
  expect(result.stderr).toContain('"fresh" is not in the lockfile.');
});

test.each([
  [['export', '--format', 'json'], "argument 'json' is invalid. Allowed choices are openapi, json-schema."],
  [['export', '--out', 'opus.lock.json'], 'opus.lock.json belongs to the project itself.'],
])('%j is refused with 2', async (args, problem) => {
  const result = await project.run(args);
  expect(result.code).toBe(2);
  expect(result.stdout + result.stderr).toContain(problem);
});
