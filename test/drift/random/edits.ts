import type { ElementType, SingleType, Variable, VariableType } from '@opus-codegen/schema';
import * as fc from 'fast-check';
import { arbitraries, WIRES, type ArbitraryOptions } from '../../../packages/schema/src/testing/arbitraries.ts';

/** One workflow before and after a few edits, as people make them in the canvas. */
export interface EditedWorkflow {
  readonly before: Sides;
  readonly after: Sides;
}

export interface Sides {
  readonly inputs: readonly Variable[];
  readonly outputs: readonly Variable[];
}

/** One edit: where (modulo how many variables there are, at any depth), what, and with what. */
interface Edit {
  readonly at: number;
  readonly kind: (typeof KINDS)[number];
  readonly type: ElementType;
  readonly wire: string;
  readonly label: string;
}

const KINDS = [
  'retype',
  'grow',
  'shrink',
  'rewire',
  'relabel',
  'optional',
  'add',
  'remove',
  'swap labels',
  'rewire all',
  'undefine',
] as const;

/** Random workflows and a few edits of them: two unrelated workflows would differ everywhere, and show little. */
export function editedWorkflows(options: ArbitraryOptions): fc.Arbitrary<EditedWorkflow> {
  const { variables, element } = arbitraries(options);
  const edit = fc.record({
    at: fc.nat(50),
    // What changes a type a little shows the most.
    kind: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...KINDS) },
      { weight: 1, arbitrary: fc.constantFrom('grow' as const, 'shrink' as const, 'swap labels' as const) },
    ),
    type: element,
    wire: fc.constantFrom(...WIRES),
    label: fc.constantFrom('Label A', 'Label B', 'Label D'),
  });
  const edits = fc.oneof({ weight: 2, arbitrary: edit.map((only) => [only]) }, { weight: 1, arbitrary: fc.array(edit, { maxLength: 3 }) });
  // Two lists make one: alone they are short, and often empty.
  const several = fc.tuple(variables, variables).map(([some, more]) => distinctWires([...some, ...more]));
  return fc.tuple(several, variables, edits, edits, fc.nat(3)).map(([inputs, outputs, ofInputs, ofOutputs, side]) => ({
    before: { inputs, outputs },
    after: {
      // Mostly one side only, so that what is found on it stands alone.
      inputs: side === 1 ? inputs : ofInputs.reduce(edited, inputs),
      outputs: side === 0 || side === 3 ? outputs : ofOutputs.reduce(edited, outputs),
    },
  }));
}

function edited(variables: readonly Variable[], edit: Edit): readonly Variable[] {
  const lists = listsIn(variables);
  const total = lists.reduce((sum, list) => sum + Math.max(1, list.length), 0);
  let index = edit.at % total;
  let chosen: readonly Variable[] | undefined;
  for (const list of lists) {
    const slots = Math.max(1, list.length);
    if (index < slots) {
      chosen = list;
      break;
    }
    index -= slots;
  }
  return chosen === undefined ? variables : replaced(variables, chosen, distinctWires(editedList(chosen, index, edit)));
}

function editedList(list: readonly Variable[], index: number, { kind, type, wire, label }: Edit): readonly Variable[] {
  const changed = (change: (variable: Variable) => Variable): readonly Variable[] =>
    list.map((variable, at) => (at === index ? change(variable) : variable));
  switch (kind) {
    case 'retype':
      return changed((variable) => retyped(variable, type));
    case 'grow':
      return changed((variable) => retyped(variable, { ...grown(variable), ...nullableOf(variable) }));
    case 'shrink':
      return changed((variable) => retyped(variable, { ...shrunk(variable), ...nullableOf(variable) }));
    case 'undefine':
      return changed((variable) =>
        variable.type === 'array' || variable.type === 'object'
          ? retyped(variable, { type: variable.type, ...nullableOf(variable) })
          : variable,
      );
    case 'rewire':
      return changed((variable) => ({ ...variable, name: wire, wire }));
    case 'relabel':
      return changed((variable) => ({ ...variable, displayName: label }));
    case 'optional':
      return changed((variable) => {
        const { nullable, ...rest } = variable;
        return nullable ? rest : { ...rest, nullable: true };
      });
    case 'add':
      return [...list, { name: wire, wire, id: 'id9', displayName: label, ...type }];
    case 'remove':
      return list.filter((_, at) => at !== index);
    case 'swap labels':
      return list.map((variable, at) => {
        const { displayName } = list[(at + 1) % list.length] ?? variable;
        return displayName === undefined ? variable : { ...variable, displayName };
      });
    case 'rewire all':
      return list.map((variable, at) => ({ ...variable, name: `again ${at}`, wire: `again ${at}` }));
    default:
      return kind satisfies never;
  }
}

function nullableOf({ nullable }: ElementType): { readonly nullable?: true } {
  return nullable ? { nullable } : {};
}

/** The same variable with another type. */
function retyped({ name, wire, id, displayName }: Variable, type: ElementType): Variable {
  return { name, wire, ...(id === undefined ? {} : { id }), ...(displayName === undefined ? {} : { displayName }), ...type };
}

function grown(type: VariableType): VariableType {
  switch (type.type) {
    case 'int':
      return { type: 'float' };
    case 'date':
    case 'json_string':
      return { type: 'str' };
    case 'str':
      return { type: 'str' };
    case 'file':
    case 'array_files':
      return { type: type.type };
    default:
      return type;
  }
}

function shrunk(type: VariableType): VariableType {
  switch (type.type) {
    case 'float':
      return { type: 'int' };
    case 'str':
      return { type: 'str', options: type.options === undefined ? ['Low', 'Other'] : type.options.slice(0, 1) };
    case 'file':
    case 'array_files':
      return { type: type.type, accept: type.accept === undefined ? ['.pdf'] : type.accept.slice(0, 1) };
    case 'union':
      // Never fewer than two: a union of one is that one.
      return type.anyOf.length > 2 ? { type: 'union', anyOf: type.anyOf.slice(1) } : (type.anyOf[0] ?? type);
    default:
      return type;
  }
}

/** Every list of variables, at any depth: the inputs themselves and the fields of each object. */
function listsIn(variables: readonly Variable[]): readonly (readonly Variable[])[] {
  return [variables, ...variables.flatMap((variable) => listsInType(variable))];
}

function listsInType(type: VariableType): readonly (readonly Variable[])[] {
  switch (type.type) {
    case 'object':
      return type.fields === undefined ? [] : listsIn(type.fields);
    case 'array':
      return type.element === undefined ? [] : listsInType(type.element);
    case 'union':
      return type.anyOf.flatMap(listsInType);
    default:
      return [];
  }
}

/** The variables with one of their lists, told by its identity, exchanged. An object that loses its last field is one of any shape. */
function replaced(variables: readonly Variable[], old: readonly Variable[], young: readonly Variable[]): readonly Variable[] {
  if (variables === old) return young;
  return variables.map((variable) => ({ ...variable, ...replacedInType(variable, old, young) }));
}

function replacedInType<T extends VariableType>(type: T, old: readonly Variable[], young: readonly Variable[]): T {
  if (type.type === 'object' && type.fields !== undefined) {
    const fields = replaced(type.fields, old, young);
    if (fields.length > 0) return { ...type, fields };
    const { fields: _, ...rest } = type;
    // An object may leave its fields out, whatever else it is.
    return rest as unknown as T;
  }
  if (type.type === 'array' && type.element !== undefined) return { ...type, element: replacedInType(type.element, old, young) };
  if (type.type === 'union') return { ...type, anyOf: type.anyOf.map((single: SingleType) => replacedInType(single, old, young)) };
  return type;
}

function distinctWires(variables: readonly Variable[]): readonly Variable[] {
  return [...new Map(variables.map((variable) => [variable.wire, variable])).values()];
}
