import type { ElementType, SingleType, Variable, VariableType } from '../model.ts';

/**
 * An independent judge for `relate`, used by tests only: it makes values of a type and asks another type about them, and knows no relations.
 *
 * Values are tagged by what they are, since a file, a date and a text all travel as strings.
 */
export type Value =
  | null
  | { readonly number: number }
  | { readonly bool: boolean }
  /** A text; `json` and `date` tell of which further kind it is. */
  | { readonly text: string; readonly json?: true; readonly date?: string }
  | { readonly file: string }
  | { readonly list: readonly Value[] }
  | { readonly fields: ReadonlyMap<string, Value> };

/** Whether a type admits a value. Types whose values nobody can know admit nothing here; `relate` calls them unclear and is not asked. */
export function admits(type: ElementType, value: Value): boolean {
  if (value === null) return type.nullable === true;
  return singlesOf(type).some((single) => admitsSingle(single, value));
}

function admitsSingle(type: SingleType, value: NonNullable<Value>): boolean {
  switch (type.type) {
    case 'str':
      return 'text' in value && (type.options === undefined || type.options.includes(value.text));
    case 'int':
      return 'number' in value && Number.isInteger(value.number);
    case 'float':
      return 'number' in value;
    case 'bool':
      return 'bool' in value;
    case 'date':
      return 'text' in value && value.date === (type.format ?? '%Y-%m-%d');
    case 'json_string':
      return 'text' in value && value.json === true;
    case 'file':
      return 'file' in value && (type.accept === undefined || type.accept.includes(value.file));
    case 'array_files':
      return 'list' in value && value.list.every((item) => item !== null && admitsSingle({ ...type, type: 'file' }, item));
    case 'array':
      return 'list' in value && value.list.every((item) => type.element === undefined || admits(type.element, item));
    case 'object':
      return 'fields' in value && (type.fields ?? []).every((variable) => admitsField(variable, value.fields));
    case 'unknown':
      return false;
    default:
      return type satisfies never;
  }
}

/** Objects are open: what nobody declared may come along. */
function admitsField(variable: Variable, fields: ReadonlyMap<string, Value>): boolean {
  return admits(variable, fields.get(variable.wire) ?? null);
}

/** Values that show every way in which a type can differ from another one. */
export function samples(type: ElementType): readonly Value[] {
  return [...(type.nullable ? [null] : []), ...singlesOf(type).flatMap(samplesOfSingle)];
}

const ANYTHING: readonly NonNullable<Value>[] = [
  { text: 'no list holds this' },
  { number: 1.5 },
  { bool: true },
  { file: '.exe' },
  { list: [] },
];

function samplesOfSingle(type: SingleType): readonly NonNullable<Value>[] {
  switch (type.type) {
    case 'str':
      if (type.options !== undefined) return type.options.map((text) => ({ text }));
      return [
        ...['Low', 'Medium', 'High', 'Other', 'no list holds this'].map((text) => ({ text })),
        { text: '{}', json: true },
        { text: '2025', date: '%Y' },
      ];
    case 'int':
      return [{ number: 7 }];
    case 'float':
      return [{ number: 7 }, { number: 1.5 }];
    case 'bool':
      return [{ bool: true }];
    case 'date':
      return [{ text: 'a day', date: type.format ?? '%Y-%m-%d' }];
    case 'json_string':
      return [{ text: '{}', json: true }];
    case 'file':
      return [...(type.accept ?? ['.pdf', '.png', '.xml', '.exe'])].map((file) => ({ file }));
    case 'array_files':
      return lists(samplesOfSingle({ ...type, type: 'file' }));
    case 'array':
      return lists(type.element === undefined ? [...ANYTHING, null] : samples(type.element));
    case 'object':
      return type.fields === undefined || type.fields.length === 0 ? [{ fields: new Map() }] : objects(type.fields);
    case 'unknown':
      return [];
    default:
      return type satisfies never;
  }
}

function lists(items: readonly Value[]): readonly NonNullable<Value>[] {
  return [{ list: [] }, ...items.map((item) => ({ list: [item] }))];
}

/** One object with the first sample everywhere, and one for every other sample of every field. */
function objects(fields: readonly Variable[]): readonly NonNullable<Value>[] {
  const choices = fields.map((variable) => ({ wire: variable.wire, values: samples(variable) }));
  const base = new Map(choices.flatMap(({ wire, values }) => (values[0] === undefined ? [] : [[wire, values[0]] as const])));
  return choices.flatMap(({ wire, values }) => values.map((value) => ({ fields: new Map([...base, [wire, value]]) })));
}

function singlesOf(type: VariableType): readonly SingleType[] {
  return type.type === 'union' ? type.anyOf : [type];
}
