import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalForm } from '../fingerprint/index.ts';
import type { Variable } from '../model.ts';
import { arbitraries } from '../testing/arbitraries.ts';
import { asV1, asV2 } from '../testing/wire-forms.ts';
import { MAX_DEPTH, MAX_VARIABLES, readWorkflow, type ReadResult } from './index.ts';

type Read = Extract<ReadResult, { ok: true }>;

function read(body: unknown): Read {
  const result = readWorkflow(body);
  if (!result.ok) throw new Error(`not read: ${JSON.stringify(result)}`);
  return result;
}

/** The one input of a v1 answer whose variable is `raw`, and what was noted about it. */
function readInput(raw: unknown): { variable: Variable | undefined; codes: readonly string[] } {
  const { workflow, diagnostics } = read({ jobPayloadSchema: { it: raw }, jobResultsPayloadSchema: {} });
  return { variable: workflow.inputs[0], codes: diagnostics.map(({ code, place }) => `${code} ${place}`) };
}

const plain = { name: 'it', wire: 'it' };

const v2Variable = (name: string, allowed_types: readonly unknown[], more: object = {}): object => ({
  [name]: {
    id: name,
    variable_name: name,
    display_name: name,
    description: '',
    is_nullable: null,
    allowed_types,
    default: 'SECRET',
    ...more,
  },
});

const arrayOf = (definition: object): Variable | undefined => readInput({ type: 'array', type_definition: definition }).variable;

const tags = (value: unknown): object => ({
  tags: [
    { variable_name: 'other', value: ['x'] },
    { variable_name: 'allowed_file_types', value },
  ],
});

const manyVariables = (count: number): object =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`v${index}`, { type: 'int' }]));

describe('a v1 answer', () => {
  test('the six fields of the documentation are enough', () => {
    const { workflow, diagnostics } = read({
      jobPayloadSchema: {
        workflow_input_t1aaaaaaa: {
          id: 't1aaaaaaa',
          variable_name: 'workflow_input_t1aaaaaaa',
          display_name: 'TextInput',
          type: 'str',
          is_nullable: false,
          tags: [],
        },
      },
    });
    expect(workflow).toEqual({
      name: '',
      description: '',
      generation: 'v1',
      inputs: [
        { name: 'workflow_input_t1aaaaaaa', wire: 'workflow_input_t1aaaaaaa', id: 't1aaaaaaa', displayName: 'TextInput', type: 'str' },
      ],
      outputs: [],
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(['no-outputs']);
  });

  test('a full one keeps labels, options, formats, file types and nested definitions, and no samples', () => {
    const { workflow, definitions, diagnostics } = read({
      createdAt: '2026-01-20T09:12:44.310Z',
      workflowId: 'Qm4tR8zLw2YpXs7K',
      name: 'Supplier check',
      description: 'Checks a supplier.',
      active: false,
      jobPayloadSchema: {
        licence: {
          id: 'licence_1',
          variable_name: 'licence',
          display_name: 'Trade licence',
          description: '',
          display_description: 'A scan.',
          value: 'https://files.example/SECRET.png',
          type: 'file',
          is_nullable: false,
          tags: [{ variable_name: 'allowed_file_types', value: ['PNG', '.pdf', 'PDF'], description: '' }],
          options: [],
          type_definition: {},
        },
        lines: {
          id: 'lines_1',
          type: 'array',
          is_nullable: true,
          value: [{ sku: 'SECRET' }],
          type_definition: {
            variable_name: 'line',
            type: 'object',
            type_definition: {
              unit: { id: 'u', type: 'str', is_nullable: false, options: ['box', 'each', 'box'], value: 'SECRET', type_definition: {} },
              needed_by: { id: 'n', type: 'date', is_nullable: true, type_definition: '%d/%m/%Y', value: 'SECRET' },
            },
          },
          type_definition_enforced: false,
        },
      },
      jobResultsPayloadSchema: { status: { id: 's', type: 'string', value: { any: 'SECRET' }, is_nullable: false } },
    });
    expect(workflow).toEqual({
      workflowId: 'Qm4tR8zLw2YpXs7K',
      name: 'Supplier check',
      description: 'Checks a supplier.',
      active: false,
      generation: 'v1',
      inputs: [
        {
          name: 'licence',
          wire: 'licence',
          id: 'licence_1',
          displayName: 'Trade licence',
          description: 'A scan.',
          type: 'file',
          accept: ['.pdf', '.png'],
        },
        {
          name: 'lines',
          wire: 'lines',
          id: 'lines_1',
          nullable: true,
          type: 'array',
          enforced: false,
          element: {
            type: 'object',
            fields: [
              { name: 'unit', wire: 'unit', id: 'u', type: 'str', options: ['box', 'each'] },
              { name: 'needed_by', wire: 'needed_by', id: 'n', nullable: true, type: 'date', format: '%d/%m/%Y' },
            ],
          },
        },
      ],
      outputs: [{ name: 'status', wire: 'status', id: 's', type: 'str', declared: 'string' }],
    });
    expect(diagnostics).toEqual([]);
    expect(JSON.stringify(workflow)).not.toContain('SECRET');
    expect(definitions.get('licence')).toEqual(new Map([['file', {}]]));
  });

  test.each(['data', 'workflow'])('is found inside { %s: … }', (wrapper) => {
    expect(read({ [wrapper]: asV1({ inputs: [], outputs: [] }) }).workflow.workflowId).toBe('Qm4tR8zLw2YpXs7K');
  });

  test('snake_case keys of the answer are understood as well', () => {
    expect(read({ job_payload_schema: {}, job_results_payload_schema: {}, workflow_id: 'x' }).workflow.workflowId).toBe('x');
  });
});

describe('a v2 answer', () => {
  test('takes inputs and outputs from the two nodes, several allowed types in their order', () => {
    const { workflow, definitions, diagnostics } = read({
      workflow_id: '5a5a5a5a',
      name: 'Screening',
      description: '',
      version: 37,
      active_status: 'inactive',
      workflow_input_node_id: 'a',
      workflow_output_node_id: 'b',
      nodes: {
        a: {
          type: 'input',
          input_schema: {
            schema: {
              ...v2Variable('amount', [
                { type: 'float', type_definition: null, type_definition_enforced: null },
                { type: 'str', type_definition: null, type_definition_enforced: null },
              ]),
              ...v2Variable(
                'papers',
                [{ type: 'array', type_definition: { id: 'file', variable_name: 'file', allowed_types: [{ type: 'file' }] } }],
                { tags: [{ variable_name: 'allowed_file_types', value: ['PDF'] }], is_nullable: true },
              ),
            },
          },
        },
        b: { type: 'output', input_schema: {}, output_schema: { schema: v2Variable('score', [{ type: 'int' }]) } },
      },
    });
    expect(workflow).toEqual({
      workflowId: '5a5a5a5a',
      name: 'Screening',
      description: '',
      version: 37,
      active: false,
      generation: 'v2',
      inputs: [
        { name: 'amount', wire: 'amount', id: 'amount', displayName: 'amount', type: 'union', anyOf: [{ type: 'float' }, { type: 'str' }] },
        {
          name: 'papers',
          wire: 'papers',
          id: 'papers',
          displayName: 'papers',
          nullable: true,
          type: 'array',
          element: { type: 'file', accept: ['.pdf'] },
        },
      ],
      outputs: [{ name: 'score', wire: 'score', id: 'score', displayName: 'score', type: 'int' }],
    });
    expect(diagnostics).toEqual([]);
    expect(definitions.get('papers')?.get('array')).toEqual({ id: 'file', variable_name: 'file', allowed_types: [{ type: 'file' }] });
    expect(definitions.get('amount')).toEqual(
      new Map([
        ['float', null],
        ['str', null],
      ]),
    );
  });

  test('is read with a camelCase top level, from the output_schema of the input node, and without an output node', () => {
    const { workflow, diagnostics } = read({
      workflowId: 'c',
      activeStatus: 'active',
      workflowInputNodeId: 'a',
      workflowOutputNodeId: 'gone',
      nodes: { a: { type: 'input', input_schema: { schema: {} }, output_schema: { schema: v2Variable('q', [{ type: 'bool' }]) } } },
    });
    expect(workflow.inputs.map(({ wire, type }) => [wire, type])).toEqual([['q', 'bool']]);
    expect([workflow.workflowId, workflow.active, workflow.outputs]).toEqual(['c', true, []]);
    expect(diagnostics.map(({ code }) => code)).toEqual(['no-outputs']);
  });

  test('that does not name its nodes is read by the only node of each type', () => {
    const { workflow, diagnostics } = read({
      nodes: [
        { id: 'x', type: 'input', input_schema: { schema: v2Variable('q', [{ type: 'bool' }]) } },
        { id: 'y', type: 'output', input_schema: { schema: {} } },
      ],
    });
    expect(workflow.inputs.map(({ wire }) => wire)).toEqual(['q']);
    expect(diagnostics.map(({ code }) => code)).toEqual(['node-guessed', 'node-guessed']);
  });

  test('of two definitions under one type name the first is the one echoed', () => {
    const allowed_types = [
      { type: 'array', type_definition: { type: 'str' } },
      { type: 'array', type_definition: { type: 'int' } },
      { type: 'object', typeDefinition: { a: { type: 'int' } } },
    ];
    expect(read({ jobPayloadSchema: { it: { allowed_types } } }).definitions.get('it')).toEqual(
      new Map<string, object>([
        ['array', { type: 'str' }],
        ['object', { a: { type: 'int' } }],
      ]),
    );
  });

  test('the same type listed twice is one type; one that is spelled otherwise is another', () => {
    expect(readInput({ allowed_types: [{ type: 'str' }, { type: 'str' }] }).variable).toEqual({ ...plain, type: 'str' });
    expect(readInput({ allowed_types: [{ type: 'str' }, { type: 'string' }, 'int'] }).variable).toEqual({
      ...plain,
      type: 'union',
      anyOf: [{ type: 'str' }, { type: 'str', declared: 'string' }, { type: 'int' }],
    });
  });
});

describe('types', () => {
  test.each([
    ['str', 'str'],
    ['string', 'str'],
    ['text', 'str'],
    ['int', 'int'],
    ['integer', 'int'],
    ['float', 'float'],
    ['number', 'float'],
    ['double', 'float'],
    ['bool', 'bool'],
    ['boolean', 'bool'],
    ['date', 'date'],
    ['file', 'file'],
    ['array', 'array'],
    ['array_files', 'array_files'],
    ['object', 'object'],
    ['json_string', 'json_string'],
    [' STR ', 'str'],
  ])('%j is %s, and the spelling is kept where it differs', (declared, type) => {
    const { variable, codes } = readInput({ type: declared });
    expect(variable).toEqual({ ...plain, type, ...(type === declared ? {} : { declared }) });
    expect(codes).toEqual([]);
  });

  test.each(['null', 'node', 'binary', 'hologram', 'constructor'])('%j is unknown, with its name and a diagnostic', (declared) => {
    expect(readInput({ type: declared })).toEqual({ variable: { ...plain, type: 'unknown', declared }, codes: ['unknown-type inputs.it'] });
  });

  test.each([
    [{}],
    [{ type: '' }],
    [{ type: null }],
    [{ type: { rich: true } }],
    [{ type: ['str'] }],
    [{ allowed_types: [] }],
    [{ allowed_types: [null] }],
  ])('%j has no type', (raw) => {
    expect(readInput(raw)).toEqual({ variable: { ...plain, type: 'unknown' }, codes: ['missing-type inputs.it'] });
  });

  test.each([['str'], [null], [5], [['str']], [true]])('a variable that is %j is kept as unknown', (raw) => {
    expect(readInput(raw)).toEqual({ variable: { ...plain, type: 'unknown' }, codes: ['not-a-variable inputs.it'] });
  });

  test('nullable is said by true alone', () => {
    for (const is_nullable of [false, null, undefined, 'true', 1])
      expect(readInput({ type: 'int', is_nullable }).variable).toEqual({ ...plain, type: 'int' });
    expect(readInput({ type: 'int', is_nullable: true }).variable).toEqual({ ...plain, type: 'int', nullable: true });
  });

  test('the key wins over a variable_name that says something else', () => {
    expect(readInput({ type: 'int', variable_name: 'other' })).toEqual({
      variable: { ...plain, type: 'int' },
      codes: ['name-differs inputs.it'],
    });
  });

  test('what an object inherits was not said by the service', () => {
    const heir: unknown = Object.create({ type: 'int', is_nullable: true, options: ['a'] });
    expect(readInput(heir)).toEqual({ variable: { ...plain, type: 'unknown' }, codes: ['missing-type inputs.it'] });
  });

  test('an own __proto__ key is a variable like any other', () => {
    const body: unknown = JSON.parse(
      '{"jobPayloadSchema":{"__proto__":{"type":"object","type_definition":{"__proto__":{"type":"int"}}}},"jobResultsPayloadSchema":{}}',
    );
    expect(read(body).workflow.inputs).toEqual([
      { name: '__proto__', wire: '__proto__', type: 'object', fields: [{ name: '__proto__', wire: '__proto__', type: 'int' }] },
    ]);
    expect(({} as { type?: unknown }).type).toBeUndefined();
  });
});

describe('definitions', () => {
  test.each([[{}], [null], [undefined], [[]], ['']])('%j defines nothing', (type_definition) => {
    for (const type of ['str', 'date', 'file', 'array', 'object'])
      expect(readInput({ type, type_definition })).toEqual({ variable: { ...plain, type }, codes: [] });
  });

  test('an object may have a field called type', () => {
    expect(readInput({ type: 'object', type_definition: { type: { type: 'str' }, allowed_types: { type: 'int' } } }).variable).toEqual({
      ...plain,
      type: 'object',
      fields: [
        { name: 'type', wire: 'type', type: 'str' },
        { name: 'allowed_types', wire: 'allowed_types', type: 'int' },
      ],
    });
  });

  test('an array of nullable options, of several types, of arrays', () => {
    expect(arrayOf({ type: 'str', options: ['a'], is_nullable: true })).toEqual({
      ...plain,
      type: 'array',
      element: { type: 'str', options: ['a'], nullable: true },
    });
    expect(arrayOf({ allowed_types: [{ type: 'int' }, { type: 'bool' }] })).toEqual({
      ...plain,
      type: 'array',
      element: { type: 'union', anyOf: [{ type: 'int' }, { type: 'bool' }] },
    });
    expect(arrayOf({ type: 'array', type_definition: { type: 'date', type_definition: '%Y' } })).toEqual({
      ...plain,
      type: 'array',
      element: { type: 'array', element: { type: 'date', format: '%Y' } },
    });
  });

  test('an array defined by a map of fields is a list of such objects', () => {
    expect(readInput({ type: 'array', type_definition: { type: { type: 'str' } } })).toEqual({
      variable: { ...plain, type: 'array', element: { type: 'object', fields: [{ name: 'type', wire: 'type', type: 'str' }] } },
      codes: ['definition-assumed inputs.it[]'],
    });
  });

  test('an object defined by one object variable has the fields of that', () => {
    expect(readInput({ type: 'object', type_definition: { type: 'object', type_definition: { a: { type: 'int' } } } }).variable).toEqual({
      ...plain,
      type: 'object',
      fields: [{ name: 'a', wire: 'a', type: 'int' }],
    });
  });

  test.each([
    ['object', 'text'],
    ['object', { type: 'str' }],
    ['array', 7],
    ['date', { a: 1 }],
    ['int', '%Y'],
  ])('%s with the definition %j is read as if there were none', (type, type_definition) => {
    expect(readInput({ type, type_definition })).toEqual({ variable: { ...plain, type }, codes: ['definition-ignored inputs.it'] });
  });

  test('places name fields and elements', () => {
    const { codes } = readInput({ type: 'array', type_definition: { type: 'object', type_definition: { sku: { type: 'gizmo' } } } });
    expect(codes).toEqual(['unknown-type inputs.it[].sku']);
  });
});

describe('options and accepted files', () => {
  test.each([
    ['str', ['a', 5]],
    ['str', 'a,b'],
    ['int', ['1', '2']],
  ])('%s with options %j lets any value pass', (type, options) => {
    expect(readInput({ type, options })).toEqual({ variable: { ...plain, type }, codes: ['options-ignored inputs.it'] });
  });

  test('options of a variable with several types belong to its text', () => {
    expect(readInput({ allowed_types: [{ type: 'int' }, { type: 'str' }], options: ['', 'x'] })).toEqual({
      variable: { ...plain, type: 'union', anyOf: [{ type: 'int' }, { type: 'str', options: ['', 'x'] }] },
      codes: [],
    });
  });

  test('file types are lower case, with a dot, sorted, each once', () => {
    expect(readInput({ type: 'array_files', ...tags(['XML', ' .Pdf', 'pdf']) }).variable).toEqual({
      ...plain,
      type: 'array_files',
      accept: ['.pdf', '.xml'],
    });
    expect(readInput({ type: 'file', ...tags('PDF, PNG') }).variable).toEqual({ ...plain, type: 'file', accept: ['.pdf', '.png'] });
  });

  test.each([[null], [[]], ['']])('the file types %j say nothing', (value) => {
    expect(readInput({ type: 'file', ...tags(value) })).toEqual({ variable: { ...plain, type: 'file' }, codes: [] });
  });

  test('file types that cannot be read let any file pass', () => {
    for (const value of [['PDF', 'image/*'], ['PDF', 5], { a: 1 }]) {
      expect(readInput({ type: 'file', ...tags(value) })).toEqual({
        variable: { ...plain, type: 'file' },
        codes: ['accept-ignored inputs.it'],
      });
    }
    expect(readInput({ type: 'str', ...tags(['PDF']) }).codes).toEqual(['accept-ignored inputs.it']);
  });
});

describe('answers that cannot be read', () => {
  test.each([[null], [undefined], ['<html>'], [[]], [7]])('%j is no workflow', (body) => {
    expect(readWorkflow(body)).toEqual({
      ok: false,
      diagnostics: [{ code: 'not-an-object', place: '', message: 'The answer is no JSON object.' }],
      topLevelKeys: [],
    });
  });

  test('an envelope of an error tells its keys, never its values', () => {
    const result = readWorkflow({ statusCode: 500, message: 'SECRET', nodes: null });
    expect(result).toMatchObject({ ok: false, topLevelKeys: ['statusCode', 'message', 'nodes'] });
    expect(JSON.stringify(result)).not.toContain('SECRET');
  });

  test('no inputs at all are a workflow without inputs', () => {
    expect(read({ jobPayloadSchema: {}, jobResultsPayloadSchema: {} })).toMatchObject({
      workflow: { inputs: [], outputs: [] },
      diagnostics: [],
    });
  });

  test('more variables than anybody means is refused, not cut', () => {
    expect(read({ jobPayloadSchema: manyVariables(MAX_VARIABLES) }).workflow.inputs).toHaveLength(MAX_VARIABLES);
    expect(readWorkflow({ jobPayloadSchema: manyVariables(MAX_VARIABLES + 1) })).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'no-outputs' }, { code: 'too-many-variables' }],
    });
    expect(readWorkflow({ jobPayloadSchema: { o: { type: 'object', type_definition: manyVariables(MAX_VARIABLES) } } }).ok).toBe(false);
  });

  test('thousands of allowed types count like thousands of variables', () => {
    const allowed_types = Array.from({ length: MAX_VARIABLES + 1 }, (_, index) => ({ type: `kind${index}` }));
    expect(readWorkflow({ jobPayloadSchema: { it: { allowed_types } } }).ok).toBe(false);
  });

  test('a definition nested too deep ends in "anything"', () => {
    let type: object = { type: 'int' };
    for (let level = 0; level < 50_000; level += 1) type = { type: 'array', type_definition: type };
    const { variable, codes } = readInput(type);
    let depth = 1;
    let at = variable as { element?: typeof at } | undefined;
    while (at?.element !== undefined) {
      at = at.element;
      depth += 1;
    }
    expect(depth).toBe(MAX_DEPTH);
    expect(codes).toEqual([`too-deep inputs.it${'[]'.repeat(MAX_DEPTH - 1)}`]);
  });
});

describe('laws', () => {
  test('no JSON makes the reader throw, wherever it stands in an answer', () => {
    const json = fc.jsonValue({ maxDepth: 4 });
    const variable = fc.record(
      {
        type: fc.oneof(json, fc.constantFrom('str', 'array', 'object', 'date', 'file')),
        type_definition: json,
        allowed_types: fc.oneof(json, fc.array(json)),
        options: json,
        tags: json,
        is_nullable: json,
      },
      { requiredKeys: [] },
    );
    const answer = fc.oneof(
      json,
      fc.dictionary(fc.string(), variable).map((jobPayloadSchema) => ({ jobPayloadSchema, jobResultsPayloadSchema: jobPayloadSchema })),
      fc.dictionary(fc.string(), variable).map((schema) => ({ nodes: { a: { type: 'input', input_schema: { schema } } }, name: schema })),
    );
    fc.assert(
      fc.property(answer, (body) => {
        expect(() => {
          const result = readWorkflow(body);
          if (result.ok) canonicalForm([...result.workflow.inputs, ...result.workflow.outputs]);
        }).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  test('one workflow said by either generation reads to one normal form', () => {
    const { variables } = arbitraries({ unions: false, enforcement: true });
    fc.assert(
      fc.property(variables, variables, (inputs, outputs) => {
        const v1 = read(asV1({ inputs, outputs }));
        const v2 = read(asV2({ inputs, outputs }));
        expect(v1.diagnostics.filter(({ code }) => code !== 'unknown-type')).toEqual([]);
        expect(canonicalForm(v2.workflow.inputs)).toBe(canonicalForm(inputs));
        expect(canonicalForm(v1.workflow.inputs)).toBe(canonicalForm(inputs));
        expect(canonicalForm(v1.workflow.outputs)).toBe(canonicalForm(v2.workflow.outputs));
      }),
      { numRuns: 300 },
    );
  });
});
