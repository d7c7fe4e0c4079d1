import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { json, startCliProject } from './harness.ts';
import { workflowIds } from '../workflows/workflows.ts';

const configWith = (workflow: object): string =>
  JSON.stringify({ output: './opus', workflows: { supplierOnboarding: { id: workflowIds.supplierOnboarding, ...workflow } } });

const start = (workflow: object) =>
  startCliProject({ keys: ['supplierOnboarding'], files: { 'opus.config.ts': `export default ${configWith(workflow)};` } });

describe('names the config gives', () => {
  test('reach inputs, outputs and what is nested in them, and stay when they are taken out of the config', async () => {
    await using plain = await startCliProject({ keys: ['supplierOnboarding'], generated: true });
    const locked = JSON.parse(plain.read('opus.lock.json')) as {
      workflows: Record<string, Record<'inputs' | 'outputs', { name: string; wire: string; type: string; fields?: { wire: string }[] }[]>>;
    };
    const { inputs = [], outputs = [] } = locked.workflows['supplierOnboarding'] ?? {};
    const object = inputs.find(({ type }) => type === 'object');
    const [output] = outputs;
    const field = object?.fields?.[0];
    if (object === undefined || output === undefined || field === undefined) throw new Error('the workflow has changed');

    const overrides = { [object.wire]: 'who', [`${object.wire}.${field.wire}`]: 'theirFirst' };
    await using project = await start({ inputs: overrides, outputs: { [output.wire]: 'verdict' } });
    expect(await project.run(['--quiet'])).toEqual({ code: 0, stdout: '', stderr: '' });
    const text = project.read('opus/supplier-onboarding.ts');
    expect(text).toMatch(/\n {2}who\??: SupplierOnboardingInputWho/);
    expect(text).toMatch(/export interface SupplierOnboardingInputWho \{\n(?: {2}\/\*\*.*\n)? {2}theirFirst\??: /);
    expect(text).toMatch(/\n {2}verdict\?: /);

    project.write({ 'opus.config.ts': `export default ${configWith({})};` });
    expect((await project.run([])).stdout).toContain('up to date');
    expect(project.read('opus/supplier-onboarding.ts')).toBe(text);
  });

  test.each([
    [{ inputs: { nowhere: 'x' } }, /OPUS\d+ The config names a variable "nowhere", which the workflow does not have\./],
    [{ outputs: { nowhere: 'x' } }, /OPUS\d+ The config names a variable "nowhere", which the workflow does not have\./],
  ])('that belong to nobody are told: %j', async (workflow, message) => {
    await using project = await start(workflow);
    const result = await project.run([]);
    expect(result.stderr).toMatch(message);
    expect(Object.keys(project.tree())).toContain(join('opus', 'supplier-onboarding.ts'));
  });
});

test('a schema nested deeper than anybody reads is read as far as it goes, locked, and read back', async () => {
  await using project = await startCliProject({ keys: ['invoice'] });
  project.operator.editWorkflow(workflowIds.invoice, (raw) => {
    let definition: object = { variable_name: 'x', display_name: 'X', type: 'str' };
    for (let depth = 0; depth < 200; depth += 1) {
      definition = { variable_name: 'x', display_name: 'X', type: 'object', type_definition: { x: definition } };
    }
    const workflow = raw as { jobPayloadSchema: Record<string, unknown> };
    return { ...workflow, jobPayloadSchema: { ...workflow.jobPayloadSchema, x: definition } };
  });
  const result = await project.run(['--format', 'json']);
  expect(result.code).toBe(0);
  expect(json(result).diagnostics.map(({ name }) => name)).toEqual(['schema-note']);
  expect((await project.run(['check'])).code).toBe(0);
  expect((await project.run(['--frozen'])).stdout).toContain('up to date');
});
