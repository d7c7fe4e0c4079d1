import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startLocalOperator, type LocalOperator } from '../index.ts';
import { clientOf, handClock, PDF, v1Payload, type LocalClient } from '../testing/local-client.ts';
import { V1_ID, v1Schema, V2_ID, v2Schema } from '../testing/schemas.ts';

let operator: LocalOperator;
let client: LocalClient;

beforeEach(async () => {
  operator = await startLocalOperator({ workflows: [{ schema: v1Schema }, { schema: v2Schema }], clock: handClock(), jobDurationMs: 1000 });
  client = clientOf(operator);
});

afterEach(() => operator.close());

describe('a workflow that changes', () => {
  test('an edit shows in the next answer and in the next execute, not in what was given', async () => {
    const id = await client.initiate();
    const payload = v1Payload(await client.upload(PDF, '.pdf', 'application/pdf'));
    operator.editWorkflow<{ jobPayloadSchema: Record<string, unknown> }>(V1_ID, (raw) => {
      delete raw.jobPayloadSchema['workflow_input_p0nr71x2c'];
    });

    const live = (await client.get(`/workflow/${V1_ID}`)).json as { jobPayloadSchema: object };
    const { status, json } = await client.execute(id, payload);

    expect(Object.keys(live.jobPayloadSchema)).not.toContain('workflow_input_p0nr71x2c');
    expect([status, json]).toMatchObject([
      400,
      { message: ['jobPayloadSchemaInstance.workflow_input_p0nr71x2c is no variable of this workflow'] },
    ]);
    expect(Object.keys(v1Schema['jobPayloadSchema'] as object)).toContain('workflow_input_p0nr71x2c');
  });

  test('an edit may return another schema', async () => {
    operator.editWorkflow(V1_ID, () => v2Schema);

    expect((await client.get(`/workflow/${V1_ID}`)).json).toEqual(v2Schema);
  });

  test('onRequest may change it between two calls', async () => {
    await using other = await startLocalOperator({
      workflows: [{ schema: v1Schema }],
      onRequest: (request) => {
        if (request.call === 'initiate') other.removeWorkflow(V1_ID);
      },
    });

    const { status } = await clientOf(other).post('/job/initiate', { workflowId: V1_ID, title: 't', description: 'd' });

    expect(status).toBe(404);
    expect(other.workflowIds).toEqual([]);
  });

  test('editing or deciding about an unknown workflow throws, naming the known ones', () => {
    expect(() => operator.editWorkflow('nope', (raw) => raw)).toThrow(
      `The local operator has no workflow "nope". It has: ${V1_ID}, ${V2_ID}.`,
    );
    expect(() => operator.setOutcome('nope', {})).toThrow('"nope"');
  });

  test('a schema nobody can read is served as it is, and its jobs run unjudged', async () => {
    operator.putWorkflow({ id: 'odd', schema: { hello: 'world' } });
    const id = await client.initiate('odd');

    expect((await client.get('/workflow/odd')).json).toEqual({ hello: 'world' });
    expect((await client.execute(id, { anything: { value: 1 } })).status).toBe(200);
  });

  test('a source without any id is refused', () => {
    expect(() => operator.putWorkflow({ schema: { hello: 'world' } })).toThrow('A workflow source needs an id');
  });
});
