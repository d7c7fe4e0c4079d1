/** A run loads what it needs and nothing else; and what cannot be loaded makes no puzzle of what happened. */
import { describe, expect, test } from 'vitest';
import { PLAIN_WORKFLOW, runInPieces } from './plain-run.ts';

/** What is loaded when it is first needed, by the modules that others ask for it. */
const DOORS = [
  'runtime/src/engine.ts',
  'runtime/src/aside.ts',
  'runtime/src/values.ts',
  'runtime/src/guard/drift.ts',
  'runtime/src/map/map.ts',
];

function doorsOf(modules: readonly string[]): readonly string[] {
  return DOORS.filter((door) => modules.some((id) => id.endsWith(door)));
}

const [ENGINE, ASIDE, VALUES, DRIFT] = DOORS;
const CALLS = ['getWorkflow', 'initiate', 'execute', 'status', 'status', 'status', 'results'];
const OUTPUTS = '{"o1":"One page.","o2":119.5,"o3":"https://files.example/report.pdf"}';

describe('a run of plain values', () => {
  test('loads the engine and nothing else', async () => {
    const { program, came, calls } = await runInPieces();

    expect([came, calls]).toEqual([OUTPUTS, CALLS]);
    expect(doorsOf(program.loadedModules())).toEqual([ENGINE]);
    // Nor any module that stands behind another door.
    const [errors, words] = ['errors/classes.ts', 'input/validate.ts'];
    expect(program.loadedModules().filter((id) => id.endsWith(errors) || id.endsWith(words))).toEqual([]);
  });

  test('as today’s service answers it, too', async () => {
    const { program, came } = await runInPieces({ outcome: { resultsShape: 'R2' } });

    expect(came).toBe(OUTPUTS);
    expect(doorsOf(program.loadedModules())).toEqual([ENGINE]);
  });
});

describe('what is loaded besides', () => {
  test('for results of another shape', async () => {
    const { program, came } = await runInPieces({ outcome: { resultsShape: 'R6' } });

    expect(came).toBe(OUTPUTS);
    expect(doorsOf(program.loadedModules())).toEqual([ENGINE, ASIDE]);
  });

  test('for a look at a job', async () => {
    const { program, came } = await runInPieces({
      does: `return (await workflow.job('2514', { client }).status().catch((error) => error)).code;`,
    });

    expect(came).toBe('"NOT_FOUND"');
    expect(doorsOf(program.loadedModules())).toEqual([ENGINE, ASIDE]);
  });

  test('for a mistake', async () => {
    const { program, came, calls } = await runInPieces({ input: { w1: 7 } });

    expect(came).toContain('w1: expected a string, got a number.');
    expect(calls).toEqual([]);
    expect(doorsOf(program.loadedModules())).toEqual([ENGINE, VALUES]);
  });

  test('for the Standard Schema: no engine', async () => {
    const { program, came } = await runInPieces({ does: `return await workflow['~standard'].validate(input);` });

    expect(came).toContain('"value"');
    expect(doorsOf(program.loadedModules())).toEqual([VALUES]);
  });

  test('for a live schema that is another', async () => {
    const { w1, ...others } = PLAIN_WORKFLOW.jobPayloadSchema;
    const schema = { ...PLAIN_WORKFLOW, jobPayloadSchema: { ...others, w11: w1 } };
    const { program, came } = await runInPieces({ schema });

    expect(came).toBe(OUTPUTS);
    expect(doorsOf(program.loadedModules())).toEqual([ENGINE, DRIFT]);
  });
});

/** What a run fails with, and what it asked for until then. */
async function failed(...args: Parameters<typeof runInPieces>): Promise<{ readonly error: unknown; readonly calls: readonly string[] }> {
  const { came, calls } = await runInPieces(...args);
  return { error: JSON.parse(came) as unknown, calls };
}

describe('where a part cannot be loaded', () => {
  const missing = [ASIDE ?? ''];

  test('a job that failed is still a job that failed', async () => {
    const { error, calls } = await failed({ missing, outcome: { status: 'FAILED' } });

    expect(error).toMatchObject({
      name: 'OpusError',
      code: 'JOB_FAILED',
      jobExecutionId: '2514',
      status: 'FAILED',
      message: 'JOB_FAILED (job 2514)',
    });
    expect(calls).not.toContain('audit');
  });

  test('an execution that may have happened says so, and is not repeated', async () => {
    const { error, calls } = await failed({ missing, faults: [{ call: 'execute', kind: 'dropAfter' }] });

    expect(error).toMatchObject({ code: 'EXECUTE_OUTCOME_UNKNOWN', jobExecutionId: '2514' });
    expect(calls.filter((call) => call === 'execute')).toHaveLength(1);
  });

  test('an execution that was refused is not taken for one that happened', async () => {
    const { error } = await failed({ missing, faults: [{ call: 'execute', kind: 'status', status: 400, body: { message: 'no' } }] });

    expect(error).toMatchObject({ code: 'EXECUTE_OUTCOME_UNKNOWN', jobExecutionId: '2514' });
  });

  test('looks at the job go on through an outage', async () => {
    const { came } = await runInPieces({ missing, faults: [{ call: 'status', kind: 'status', status: 502, times: 2 }] });

    expect(came).toBe(OUTPUTS);
  });

  test('a wait that took too long tells of its job', async () => {
    const { error } = await failed({
      missing,
      outcome: { held: true },
      does: `return await workflow.run(input, { client, waitTimeoutMs: 5_000 });`,
    });

    expect(error).toMatchObject({ code: 'WAIT_TIMEOUT', jobExecutionId: '2514' });
  });

  test('results of another shape can be asked for again', async () => {
    const { error } = await failed({ missing, outcome: { resultsShape: 'R6' } });

    expect(error).toMatchObject({ code: 'RESULTS_UNREADABLE', jobExecutionId: '2514' });
  });

  test('an answer that is none keeps its status', async () => {
    const { error, calls } = await failed({ missing, faults: [{ call: 'initiate', kind: 'status', status: 403 }] });

    expect(error).toMatchObject({ code: 'UNEXPECTED_RESPONSE', status: 403, workflowId: PLAIN_WORKFLOW.workflowId });
    expect(calls).toEqual(['getWorkflow', 'initiate']);
  });

  test('a live schema that cannot be compared refuses the run', async () => {
    const schema = { ...PLAIN_WORKFLOW, jobResultsPayloadSchema: {} };
    const { error, calls } = await failed({ missing: [DRIFT ?? ''], schema });

    expect(error).toMatchObject({ code: 'SCHEMA_DRIFT', workflowId: PLAIN_WORKFLOW.workflowId });
    expect(calls).toEqual(['getWorkflow']);
  });

  test('an input that is not plain is refused before anything is sent', async () => {
    const { error, calls } = await failed({ missing: [VALUES ?? ''], input: { w1: 7 } });

    expect(error).toMatchObject({ code: 'INVALID_INPUT', workflowId: PLAIN_WORKFLOW.workflowId });
    expect(calls).toEqual([]);
  });
});
