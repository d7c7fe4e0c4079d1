import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startLocalOperator, type LocalOperator } from '../index.ts';
import { clientOf, handClock, PDF, v1Payload, type LocalClient } from '../testing/local-client.ts';
import { LINES_DEFINITION, PARTY_DEFINITION, v1Schema, V2_ID, v2Schema } from '../testing/schemas.ts';

let operator: LocalOperator;
let client: LocalClient;

beforeEach(async () => {
  operator = await startLocalOperator({ workflows: [{ schema: v1Schema }, { schema: v2Schema }], clock: handClock(), jobDurationMs: 1000 });
  client = clientOf(operator);
});

afterEach(() => operator.close());

async function v2Run(payload: object): Promise<string> {
  const id = await client.initiate(V2_ID);
  const { status, json } = await client.execute(id, payload);
  expect([status, (json as { success: boolean }).success]).toEqual([200, true]);
  return id;
}

describe('what the live service does without a word', () => {
  const form = { value: '{"a":1}', type: 'json_string', displayName: 'Application Form' };
  const party = { value: { name: 'Ada' }, type: 'object', displayName: 'Party' };
  const lines = { value: [{ sku: 'A-1' }], type: 'array', displayName: 'Lines' };

  test('a payload with its definitions runs', async () => {
    const id = await v2Run({
      workflow_input_appform01: form,
      workflow_input_party0001: { ...party, typeDefinition: PARTY_DEFINITION },
      workflow_input_lines0001: { ...lines, typeDefinition: LINES_DEFINITION },
    });

    expect(operator.job(id)).toMatchObject({ status: 'IN PROGRESS', inputNodeRefusals: [] });
  });

  test('an object or array without typeDefinition is accepted, then fails at the input node at once', async () => {
    const id = await v2Run({ workflow_input_appform01: form, workflow_input_party0001: party, workflow_input_lines0001: lines });

    expect((await client.get(`/job/${id}/status`)).json).toEqual({ status: 'FAILED' });
    expect(operator.job(id)).toMatchObject({
      state: 'ended',
      failedNode: 'Input',
      inputNodeRefusals: [
        'jobPayloadSchemaInstance.workflow_input_party0001: typeDefinition does not hold the declared definition',
        'jobPayloadSchemaInstance.workflow_input_lines0001: typeDefinition does not hold the declared definition',
      ],
    });
  });

  test('snake_case type_definition is ignored', async () => {
    const id = await v2Run({ workflow_input_appform01: form, workflow_input_party0001: { ...party, type_definition: PARTY_DEFINITION } });

    expect(operator.job(id)).toMatchObject({ status: 'FAILED', failedNode: 'Input' });
  });

  test('json_string sent as str is accepted, then fails at the input node', async () => {
    const id = await v2Run({ workflow_input_appform01: { ...form, type: 'str' } });

    expect(operator.job(id)).toMatchObject({
      status: 'FAILED',
      inputNodeRefusals: ['jobPayloadSchemaInstance.workflow_input_appform01: declared json_string, sent as str'],
    });
    expect((await client.get(`/job/${id}/audit`)).json).toMatchObject({
      auditTrail: expect.arrayContaining([expect.objectContaining({ actor: 'Input', action: 'Node failed' })]),
    });
  });

  test('a definition sent as type is 500', async () => {
    const id = await client.initiate(V2_ID);

    const { status } = await client.execute(id, {
      workflow_input_appform01: form,
      workflow_input_party0001: { ...party, type: PARTY_DEFINITION },
    });

    expect(status).toBe(500);
    expect(operator.job(id)).toMatchObject({ state: 'initiated', executeCount: 0 });
  });

  test('a v1 payload with a typeDefinition runs, and the job tells', async () => {
    const id = await client.initiate();
    const payload = v1Payload(await client.upload(PDF, '.pdf', 'application/pdf'));
    const tags = { value: ['a'], type: 'array', displayName: 'Tags', typeDefinition: {} };

    await client.execute(id, { ...payload, workflow_input_t4gs00001: tags });

    expect(operator.job(id)).toMatchObject({ status: 'IN PROGRESS', typeDefinitionOnV1: true });
  });
});
