import type { ElementType, SingleType, Variable } from '@opus-codegen/schema';

/**
 * Inputs that fit some variables, as the TypeScript text a caller would write: one with the first value everywhere, and one for every other value
 * of every variable and field, so that each way in which a type can change is shown by at least one of them.
 */
export function sampleInputs(variables: readonly Variable[]): readonly string[] {
  return objectsOf(variables);
}

/** Whether a caller holds something that is not what travels: a `Date`, a file, JSON that is no text yet. */
export const NOT_AS_IT_TRAVELS: RegExp = /new Date|bytes\(|\/\* json \*\//;

/** `undefined`: left out. */
type Sample = string | undefined;

function samplesOf(type: ElementType): readonly string[] {
  const singles = type.type === 'union' ? type.anyOf : [type];
  return [...new Set([...singles.flatMap(singleSamples), ...(type.nullable ? ['null'] : [])])];
}

function singleSamples(type: SingleType): readonly string[] {
  switch (type.type) {
    case 'str':
      return (type.options ?? ['some text', 'Low', '{}']).map((text) => JSON.stringify(text));
    case 'int':
      return ['7'];
    case 'float':
      return ['7', '1.5'];
    case 'bool':
      return ['true'];
    case 'date':
      return [`'2026-03-01'`, 'new Date(0)'];
    case 'json_string':
      return [`'{"a":1}'`, `'"text"'`, '/* json */ { a: 1 }', '/* json */ [1]', '/* json */ 7'];
    case 'file':
      return (type.accept ?? ['.pdf', '.csv', '.png']).map((extension) => `bytes(new Uint8Array(1), 'a${extension}')`);
    case 'array_files':
      return listsOf(singleSamples({ ...type, type: 'file' }));
    case 'array':
      return type.element === undefined ? ['[]', `[1, 'a', null, {}]`] : listsOf(samplesOf(type.element));
    case 'object':
      return type.fields === undefined ? ['{}', '{ anything: [1] }'] : objectsOf(type.fields);
    case 'unknown':
      return [`'x'`, '{ x: 1 }', '[null]', '7'];
    default:
      return type satisfies never;
  }
}

function listsOf(items: readonly string[]): readonly string[] {
  return ['[]', ...items.map((item) => `[${item}]`)];
}

function objectsOf(fields: readonly Variable[]): readonly string[] {
  const choices = fields.map((field) => ({ name: field.name, samples: fieldSamples(field) }));
  const base = choices.map(({ name, samples: [first] }) => [name, first] as const);
  const variations = choices.flatMap(({ name, samples: [, ...others] }) =>
    others.map((other) => base.map(([key, value]) => [key, key === name ? other : value] as const)),
  );
  return [...new Set([base, ...variations].map(objectText))];
}

function fieldSamples(field: Variable): readonly Sample[] {
  return field.nullable ? [...samplesOf(field), undefined] : samplesOf(field);
}

function objectText(entries: readonly (readonly [name: string, value: Sample])[]): string {
  const given = entries.flatMap(([name, value]) => (value === undefined ? [] : [`${JSON.stringify(name)}: ${value}`]));
  return given.length === 0 ? '{}' : `{ ${given.join(', ')} }`;
}
