import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Variable } from '../model.ts';
import type { Lockfile, LockedWorkflow } from './lockfile.ts';
import { canonicalLockfile } from './canonical-lockfile.ts';
import { parseLockfileText, printLockfile } from './lockfile-text.ts';

const workflow: LockedWorkflow = {
  workflowId: 'B9uG',
  name: 'Invoice',
  description: '',
  generation: 'v1',
  fingerprint: { inputs: 'fp1:a', outputs: 'fp1:b' },
  inputs: [],
  outputs: [],
  removed: [],
};

function lockfileWith(over: Partial<LockedWorkflow>): Lockfile {
  return { lockfileVersion: 1, workflows: { invoice: { ...workflow, ...over } } };
}

function refusalOf(text: string): string {
  const reading = parseLockfileText(text);
  return reading.ok ? 'read' : `${reading.problem.kind}: ${reading.problem.message}`;
}

describe('printing', () => {
  test('sorts workflows by code unit, orders fields, ends with one line end', () => {
    const variable: Variable = { type: 'str', options: ['b', 'a'], wire: 'w', nullable: true, displayName: 'D', id: 'i', name: 'd' };
    const text = printLockfile({
      lockfileVersion: 1,
      workflows: { b: workflow, a: { ...workflow, inputs: [variable], version: 3, pin: { version: 3 }, active: false }, Z: workflow },
    });
    expect([...text.matchAll(/^ {4}"(\w+)"/gm)].map(([, key]) => key)).toEqual(['Z', 'a', 'b']);
    expect(JSON.stringify(JSON.parse(text).workflows.a)).toBe(
      '{"workflowId":"B9uG","pin":{"version":3},"version":3,"name":"Invoice","description":"","generation":"v1","active":false,' +
        '"fingerprint":{"inputs":"fp1:a","outputs":"fp1:b"},' +
        '"inputs":[{"name":"d","wire":"w","id":"i","displayName":"D","type":"str","nullable":true,"options":["b","a"]}],"outputs":[],"removed":[]}',
    );
    expect(text).toMatch(/^\{\n {2}"lockfileVersion": 1,\n[^\r]*\}\n$/);
  });

  test('an entry that was looked through is not looked through again, a copy of it is', () => {
    const { invoice } = canonicalLockfile(lockfileWith({})).workflows;
    expect(canonicalLockfile({ workflows: { invoice } }).workflows['invoice']).toBe(invoice);
    expect(canonicalLockfile({ workflows: { invoice: { ...invoice, value: 'x' } } }).workflows['invoice']).toEqual(invoice);
  });

  test('lets nothing through that it does not know, at any depth', () => {
    const canary = 'CUSTOMER-DATA';
    const stuffed = {
      value: canary,
      default: canary,
      sample: canary,
      fileUrl: `https://files/${canary}`,
      tags: [canary],
      mapping: { canary },
    };
    const element = { type: 'object', fields: [{ name: 'f', wire: 'f', type: 'str', ...stuffed }], ...stuffed };
    const inputs = [
      { name: 'a', wire: 'a', type: 'array', element, ...stuffed },
      {
        name: 'u',
        wire: 'u',
        type: 'union',
        anyOf: [
          { type: 'file', ...stuffed },
          { type: 'str', ...stuffed },
        ],
        ...stuffed,
      },
    ] as unknown as Variable[]; // more than the model allows: that is the point
    const stuffedWorkflow = {
      ...workflow,
      inputs,
      outputs: inputs,
      removed: [{ name: 'r', ...stuffed }],
      workflowBlueprint: canary,
      ...stuffed,
    };
    const text = printLockfile({ lockfileVersion: 1, workflows: { invoice: stuffedWorkflow }, ...stuffed } as Lockfile);
    expect(text).not.toContain(canary);
    expect(text).not.toContain('canary');
  });
});

describe('reading', () => {
  test('gives back what was printed', () => {
    fc.assert(
      fc.property(fc.array(variables(), { maxLength: 5 }), (inputs) => {
        const lockfile = lockfileWith({ inputs, outputs: inputs });
        const reading = parseLockfileText(printLockfile(lockfile));
        expect(reading).toEqual({ ok: true, lockfile });
      }),
      { numRuns: Number(process.env['NUM_RUNS'] ?? 500) },
    );
  });

  test('does not mind CRLF, a byte order mark, or fields it does not know', () => {
    const text = printLockfile(lockfileWith({}));
    expect(refusalOf(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toBe('read');
    expect(refusalOf(text.replace('"name"', '"later": 1, "name"'))).toBe('read');
  });

  test('takes an empty list, which an edit may leave, for nothing said', () => {
    const at = { name: 'a', wire: 'a' };
    const lockfile = lockfileWith({
      inputs: [
        { ...at, type: 'str', options: [] },
        { ...at, type: 'file', accept: [] },
        { ...at, type: 'object', fields: [] },
      ],
    });
    const reading = parseLockfileText(JSON.stringify(lockfile));
    expect(reading.ok && reading.lockfile.workflows['invoice']?.inputs).toEqual([
      { ...at, type: 'str' },
      { ...at, type: 'file' },
      { ...at, type: 'object' },
    ]);
  });

  test('refuses merge conflict markers, with the line', () => {
    const text = printLockfile(lockfileWith({})).replace('  "workflows"', '<<<<<<< HEAD\n  "workflows"');
    expect(refusalOf(text)).toBe('conflict: Line 3 of the lockfile is a merge conflict marker.');
    for (const marker of ['=======', '>>>>>>> theirs', '||||||| base', '=======\r'])
      expect(refusalOf(`{\n${marker}\n}`)).toMatch(/^conflict/);
    expect(refusalOf(printLockfile(lockfileWith({ description: '=======\n<<<<<<< HEAD' })))).toBe('read');
  });

  test('refuses a version it does not know', () => {
    expect(refusalOf('{ "lockfileVersion": 2, "workflows": {} }')).toBe('version: The lockfile says version 2; this package knows 1.');
  });

  test.each([
    ['', /^damaged: The lockfile is no JSON: /],
    ['{ "lockfileVersion": 1, "workfl', /^damaged: The lockfile is no JSON: /],
    ['null', /lockfileVersion should be 1\.$/],
    ['[]', /lockfileVersion should be 1\.$/],
    ['{}', /lockfileVersion should be 1\.$/],
    ['{ "lockfileVersion": 1 }', /workflows should be an object\.$/],
    ['{ "lockfileVersion": 1, "workflows": [] }', /workflows should be an object\.$/],
    ['{ "lockfileVersion": 1, "workflows": { "a": 3 } }', /workflows\.a should be an object\.$/],
    ['{ "lockfileVersion": 1, "workflows": { "../../evil": {} } }', /should be under a key that is an identifier\.$/],
    ['{ "lockfileVersion": 1, "workflows": { "__proto__": {} } }', /should be under a key that is an identifier\.$/],
  ])('refuses %j', (text, said) => {
    expect(refusalOf(text)).toMatch(said);
  });

  test.each<[object, string]>([
    [{ workflowId: 3 }, 'workflows.invoice.workflowId should be a text'],
    [{ generation: 'v3' }, 'workflows.invoice.generation should be one of v1, v2'],
    [{ version: 1.5 }, 'workflows.invoice.version should be a whole number'],
    [{ fingerprint: undefined }, 'workflows.invoice.fingerprint should be an object'],
    [{ inputs: undefined }, 'workflows.invoice.inputs should be a list'],
    [{ inputs: [{ name: 'a', type: 'str' }] }, 'workflows.invoice.inputs[0].wire should be a text'],
    [{ inputs: [{ name: 'a', wire: 'a', type: 'strr' }] }, 'workflows.invoice.inputs[0].type should be one of str, int'],
    [{ inputs: [{ name: 'a', wire: 'a', type: 'str', options: [1] }] }, 'workflows.invoice.inputs[0].options[0] should be a text'],
    [
      { inputs: [{ name: 'a', wire: 'a', type: 'array', element: { type: 'x' } }] },
      'workflows.invoice.inputs[0].element.type should be one of',
    ],
    [
      { outputs: [{ name: 'a', wire: 'a', type: 'union', anyOf: [{ type: 'str' }] }] },
      'workflows.invoice.outputs[0].anyOf should be a list of two',
    ],
    [
      { outputs: [{ name: 'a', wire: 'a', type: 'union', anyOf: [{ type: 'union' }, {}] }] },
      'workflows.invoice.outputs[0].anyOf[0].anyOf should be',
    ],
    [{ removed: ['x'] }, 'workflows.invoice.removed[0] should be an object'],
  ])('refuses a workflow with %j, with the place', (over, said) => {
    expect(refusalOf(JSON.stringify({ lockfileVersion: 1, workflows: { invoice: { ...workflow, ...over } } }))).toContain(said);
  });

  test('refuses what is nested without end', () => {
    let nested = '{"type":"str"}';
    for (let depth = 0; depth < 100; depth += 1) nested = `{"type":"array","element":${nested}}`;
    const text = JSON.stringify({ lockfileVersion: 1, workflows: { invoice: workflow } }).replace(
      '"inputs":[]',
      `"inputs":[${nested.replace('{', '{"name":"a","wire":"a",')}]`,
    );
    expect(refusalOf(text)).toContain('should be nested at most 64 deep');
  });
});

const optional = <T>(key: string, value: fc.Arbitrary<T>): fc.Arbitrary<object> =>
  fc.option(value, { nil: undefined }).map((v) => (v === undefined ? {} : { [key]: v }));
const merged = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...parts).map((objects) => Object.assign({}, ...objects) as object);

/** Any variable of the model. */
function variables(): fc.Arbitrary<Variable> {
  const texts = fc.array(fc.string(), { minLength: 1, maxLength: 3 });
  const declared = merged(optional('declared', fc.string()), optional('enforced', fc.constant(false)));
  const { variable } = fc.letrec<{ single: object; type: object; variable: object }>((tie) => ({
    single: fc.oneof(
      { maxDepth: 3 },
      merged(fc.constant({ type: 'str' }), declared, optional('options', texts)),
      merged(
        fc.constantFrom('int', 'float', 'bool', 'json_string', 'unknown').map((type) => ({ type })),
        declared,
      ),
      merged(fc.constant({ type: 'date' }), declared, optional('format', fc.string())),
      merged(
        fc.constantFrom('file', 'array_files').map((type) => ({ type })),
        declared,
        optional('accept', texts),
      ),
      merged(fc.constant({ type: 'array' }), declared, optional('element', merged(tie('type'), optional('nullable', fc.constant(true))))),
      merged(fc.constant({ type: 'object' }), declared, optional('fields', fc.array(tie('variable'), { minLength: 1, maxLength: 3 }))),
    ),
    type: fc.oneof(
      { maxDepth: 3 },
      tie('single'),
      fc.array(tie('single'), { minLength: 2, maxLength: 3 }).map((anyOf) => ({ type: 'union', anyOf })),
    ),
    variable: merged(
      fc.record({ name: fc.string(), wire: fc.string() }),
      optional('id', fc.string()),
      optional('displayName', fc.string()),
      optional('description', fc.string()),
      tie('type'),
      optional('nullable', fc.constant(true)),
    ),
  }));
  return variable as fc.Arbitrary<Variable>; // built of the model's own fields
}
