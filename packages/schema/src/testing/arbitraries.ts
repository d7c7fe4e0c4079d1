import * as fc from 'fast-check';
import { FILE_EXTENSIONS, type ElementType, type SingleType, type Variable, type VariableType } from '../model.ts';

/** Random workflows for property tests. Names are drawn from few, so that two random workflows share some. */

export const WIRES = [
  'invoice',
  'lines',
  'sku',
  'type',
  'due date',
  '__proto__',
  'workflow_input_we4tej0ly',
  'constructor',
  'é',
  'prompt',
] as const;
// No option is a date, a number or other JSON: so a text with options never holds a value of another type by accident.
const OPTIONS = ['Low', 'Medium', 'High', 'Other'] as const;
export const DATE_FORMATS = ['%d/%m/%Y', '%m/%d/%Y', '%Y%m%d'] as const;

const set = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: Math.min(4, values.length) });

const optional = <K extends string, T>(key: K, value: fc.Arbitrary<T>): fc.Arbitrary<{ [P in K]?: T }> =>
  // The computed key is K, which TypeScript widens to string.
  fc.option(value, { nil: undefined }).map((found) => (found === undefined ? {} : { [key]: found }) as { [P in K]?: T });

const accept = optional(
  'accept',
  set(FILE_EXTENSIONS).map((extensions) => extensions.sort()),
);

export interface ArbitraryOptions {
  /** Leave out what only one generation can say: several allowed types. */
  readonly unions?: boolean;
  readonly unknowns?: boolean;
  readonly enforcement?: boolean;
}

export interface Arbitraries {
  readonly single: fc.Arbitrary<SingleType>;
  readonly element: fc.Arbitrary<ElementType>;
  readonly variables: fc.Arbitrary<readonly Variable[]>;
}

export function arbitraries({ unions = true, unknowns = true, enforcement = false }: ArbitraryOptions = {}): Arbitraries {
  const { single, element, variables } = fc.letrec<{
    single: SingleType;
    type: VariableType;
    element: ElementType;
    variable: Variable;
    variables: readonly Variable[];
  }>((tie) => {
    const leaf: readonly fc.Arbitrary<SingleType>[] = [
      optional('options', set(OPTIONS)).map((options) => ({ type: 'str', ...options })),
      fc.constantFrom('int', 'float', 'bool', 'json_string').map((type) => ({ type })),
      optional('format', fc.constantFrom(...DATE_FORMATS)).map((format) => ({ type: 'date', ...format })),
      fc.tuple(fc.constantFrom('file', 'array_files'), accept).map(([type, files]) => ({ type, ...files })),
      ...(unknowns ? [fc.constantFrom('node', 'binary', 'null').map((declared): SingleType => ({ type: 'unknown', declared }))] : []),
    ];
    const nested: readonly fc.Arbitrary<SingleType>[] = [
      optional('element', tie('element')).map((found) => ({ type: 'array', ...found })),
      optional('fields', tie('variables')).map((found) => ({ type: 'object', ...(found.fields?.length ? found : {}) })),
    ];
    const checked = fc.oneof({ maxDepth: 3, depthIdentifier: 'type' }, fc.oneof(...leaf), ...nested);
    const nullable = fc.boolean().map((yes) => (yes ? { nullable: true as const } : {}));
    return {
      single: enforcement
        ? fc.tuple(checked, fc.boolean()).map(([type, enforced]) => (enforced ? type : { ...type, enforced: false as const }))
        : checked,
      type: unions
        ? fc.oneof(
            { weight: 4, arbitrary: tie('single') },
            {
              weight: 1,
              arbitrary: fc
                .uniqueArray(tie('single'), { minLength: 2, maxLength: 3, selector: kindOfFiles })
                .map((anyOf): VariableType => ({ type: 'union', anyOf })),
            },
          )
        : tie('single'),
      element: fc.tuple(tie('type'), nullable).map(([type, flags]) => ({ ...type, ...flags })),
      variable: fc
        .tuple(
          fc.constantFrom(...WIRES),
          tie('element'),
          fc.constantFrom('Label A', 'Label B', 'Label C'),
          fc.constantFrom('id1', 'id2', 'id3'),
        )
        .map(([wire, type, displayName, id]) => ({ name: wire, wire, id, displayName, ...type })),
      variables: fc.uniqueArray(tie('variable'), { maxLength: 3, selector: (variable) => variable.wire }),
    };
  });
  return { single, element, variables };
}

/** Accepted file types stand beside the allowed types, for all of them: a variable cannot say one thing for its file and another for its list of files. */
function kindOfFiles({ type }: SingleType): string {
  return type === 'array' || type === 'array_files' ? 'file' : type;
}
