/**
 * Workflows as a person puts them together in the canvas, and as each generation of the service then describes them (operator-api.md §2).
 * Written for these tests alone: nothing here knows how the product reads or models a workflow.
 */

export interface CanvasType {
  readonly type: string;
  /** Of a text. */
  readonly options?: readonly string[];
  /** Of files, as the service writes them: `PDF`. */
  readonly accept?: readonly string[];
  /** Of a date: strptime. */
  readonly format?: string;
  /** Of a list. */
  readonly element?: CanvasElement;
  /** Of an object, by wire name. */
  readonly fields?: CanvasVariables;
  /** `false`: the service says that it does not check the definition. */
  readonly enforced?: boolean;
}

export interface CanvasElement {
  /** Several: any of them is allowed, which only v2 can say. */
  readonly types: readonly CanvasType[];
  readonly nullable?: boolean;
}

export interface CanvasVariable extends CanvasElement {
  readonly label?: string;
  readonly id?: string;
  readonly description?: string;
}

/** By wire name, in the canvas's order. */
export type CanvasVariables = Readonly<Record<string, CanvasVariable>>;

export interface CanvasWorkflow {
  readonly name?: string;
  readonly active?: boolean;
  /** v2 only. */
  readonly version?: number;
  readonly inputs: CanvasVariables;
  readonly outputs?: CanvasVariables;
}

type More = Partial<Omit<CanvasVariable, 'types'>>;

/** A variable of one type with the label people see; `''`: without one. */
export function variable(label: string, type: CanvasType | readonly CanvasType[], more: More = {}): CanvasVariable {
  return { ...(label === '' ? {} : { label }), types: 'type' in type ? [type] : type, ...more };
}

export const text: CanvasType = { type: 'str' };
export const whole: CanvasType = { type: 'int' };
export const number: CanvasType = { type: 'float' };
export const yesNo: CanvasType = { type: 'bool' };
export const jsonText: CanvasType = { type: 'json_string' };
export const date: CanvasType = { type: 'date' };
export const file: CanvasType = { type: 'file' };
export const anyList: CanvasType = { type: 'array' };
export const anyObject: CanvasType = { type: 'object' };

export const oneOf = (...options: readonly string[]): CanvasType => ({ ...text, options });
export const dateAs = (format: string): CanvasType => ({ ...date, format });
export const fileOf = (...accept: readonly string[]): CanvasType => ({ ...file, accept });
export const listOf = (type: CanvasType | readonly CanvasType[], more: Pick<CanvasElement, 'nullable'> = {}): CanvasType => ({
  ...anyList,
  element: { types: 'type' in type ? [type] : type, ...more },
});
export const object = (fields: CanvasVariables): CanvasType => ({ ...anyObject, fields });
/** A list of files: `array_files` in v1, an array of files in v2. */
export const files = (...accept: readonly string[]): CanvasType => ({ type: 'array_files', ...(accept.length === 0 ? {} : { accept }) });

export type Generation = 'v1' | 'v2';

type Json = Readonly<Record<string, unknown>>;

/** What `GET /workflow/{id}` answers. */
export function asAnswered(generation: Generation, workflow: CanvasWorkflow, id: string): Json {
  return generation === 'v1' ? asV1(workflow, id) : asV2(workflow, id);
}

function asV1({ name = 'Sorting office', active = true, inputs, outputs = {} }: CanvasWorkflow, id: string): Json {
  return {
    workflowId: id,
    name,
    description: 'Sorts what comes in.',
    active,
    createdAt: '2026-05-04T03:02:01.000Z',
    jobPayloadSchema: mapOf(inputs, v1Variable),
    jobResultsPayloadSchema: mapOf(outputs, v1Variable),
    workflowBlueprint: { name },
  };
}

function v1Variable(wire: string, { types, ...more }: CanvasVariable): Json {
  const [type, ...others] = types;
  if (type === undefined || others.length > 0) throw new TypeError(`${wire}: v1 knows one type a variable.`);
  return {
    id: more.id ?? `id-of-${wire}`,
    variable_name: wire,
    display_name: more.label ?? '',
    description: more.description ?? '',
    display_description: more.description ?? '',
    value: 'a sample nobody asked for',
    type: type.type,
    is_nullable: more.nullable ?? false,
    tags: tagsOf(types),
    options: type.options ?? [],
    type_definition: v1Definition(type),
    type_definition_enforced: type.enforced ?? true,
    mapping: {},
  };
}

function v1Definition(type: CanvasType): unknown {
  if (type.format !== undefined) return type.format;
  if (type.element !== undefined) return v1Variable('item', type.element);
  return type.fields === undefined ? {} : mapOf(type.fields, v1Variable);
}

function asV2({ name = 'Sorting office', active = true, version, inputs, outputs = {} }: CanvasWorkflow, id: string): Json {
  const [input, output] = ['c0ffee00-0000-4000-8000-000000000001', 'c0ffee00-0000-4000-8000-000000000002'];
  return {
    workflow_id: id,
    name,
    description: 'Sorts what comes in.',
    ...(version === undefined ? {} : { version }),
    active_status: active ? 'active' : 'inactive',
    workflow_input_node_id: input,
    workflow_output_node_id: output,
    nodes: {
      [input]: { id: input, type: 'input', input_schema: { schema: mapOf(inputs, v2Variable) }, output_schema: { schema: {} } },
      [output]: { id: output, type: 'output', input_schema: { schema: {} }, output_schema: { schema: mapOf(outputs, v2Variable) } },
    },
    edges: [{ source: input, target: output }],
  };
}

function v2Variable(wire: string, { types, ...more }: CanvasVariable): Json {
  const options = types.flatMap((type) => type.options ?? []);
  const tags = tagsOf(types);
  return {
    id: more.id ?? `id-of-${wire}`,
    variable_name: wire,
    display_name: more.label ?? '',
    description: more.description ?? '',
    // "Nothing said" and "no" are the same here.
    is_nullable: more.nullable === true ? true : null,
    allowed_types: types.map(v2Type),
    default: null,
    ...(tags.length === 0 ? {} : { tags }),
    ...(options.length === 0 ? {} : { options }),
  };
}

function v2Type(type: CanvasType): Json {
  return {
    type: type.type === 'array_files' ? 'array' : type.type,
    type_definition: v2Definition(type),
    type_definition_enforced: type.enforced ?? null,
  };
}

function v2Definition(type: CanvasType): unknown {
  if (type.type === 'array_files') return { id: 'file', variable_name: 'file', allowed_types: [{ type: 'file' }] };
  if (type.format !== undefined) return type.format;
  if (type.element !== undefined) return v2Variable('item', type.element);
  return type.fields === undefined ? null : mapOf(type.fields, v2Variable);
}

function tagsOf(types: readonly CanvasType[]): readonly Json[] {
  const accept = types.flatMap((type) => type.accept ?? []);
  return accept.length === 0 ? [] : [{ variable_name: 'allowed_file_types', value: accept, description: '' }];
}

function mapOf(variables: CanvasVariables, describe: (wire: string, variable: CanvasVariable) => Json): Json {
  return Object.fromEntries(Object.entries(variables).map(([wire, one]) => [wire, describe(wire, one)]));
}
