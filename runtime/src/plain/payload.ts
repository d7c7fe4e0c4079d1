import type { Definitions, SchemaGeneration, Variable } from '@opus-codegen/schema';
import type { ExecutePayload, PayloadValue } from '../operator/calls.ts';
import { ifPlain, notPlain, plainFields } from './values.ts';

export interface PlainRequest {
  readonly variables: readonly Variable[];
  readonly generation: SchemaGeneration;
  readonly definitions?: Definitions | undefined;
  readonly input: unknown;
}

/** Whether the values are plain. Then `validateInput` finds nothing wrong with them (plain.test.ts). */
export function isPlainInput(variables: readonly Variable[], input: unknown): boolean {
  return ifPlain(() => plainFields(variables, input ?? {}, 'send')) !== undefined;
}

/** What execute is sent for plain values: what `encodeInputs` makes of them (plain.test.ts). `undefined` where they, or their types, are not plain. */
export function plainPayload({ variables, generation, definitions, input }: PlainRequest): ExecutePayload | undefined {
  return ifPlain(() => {
    const values = plainFields(variables, input ?? {}, 'send');
    const entries = variables.flatMap((variable): [string, PayloadValue][] => {
      const { wire, displayName = wire } = variable;
      if (!Object.hasOwn(values, wire)) return [];
      // A null says nothing of its type.
      if (variable.type === 'union' || variable.type === 'unknown') return notPlain();
      const type = variable.declared ?? variable.type;
      const said = { value: values[wire], type, displayName };
      const defined = generation === 'v2' && (variable.type === 'array' || variable.type === 'object');
      return [[wire, defined ? { ...said, typeDefinition: (definitions ?? notPlain()).get(wire)?.get(type) ?? {} } : said]];
    });
    return Object.fromEntries(entries);
  });
}
