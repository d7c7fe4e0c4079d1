import type { Variable } from '@opus-codegen/schema';
import type { InputIssue } from './issue.ts';
import { loadValues } from '../load-values.ts';

/**
 * The Standard Schema interface, version 1 (standardschema.dev), written out: forms, routers and model tools that know it can check a
 * workflow's input before they call it, without this package depending on any of theirs.
 */
export interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => Promise<StandardResult<Output>>;
    /** Never there at run time: tells the compiler the types. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

export type StandardResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly Pick<InputIssue, 'message' | 'path'>[] };

/** The same check that a run begins with, without looking at files. The value passes as it is. A promise, because what it knows is loaded then. */
export function standardSchema<Input>(variables: readonly Variable[]): StandardSchemaV1<Input> {
  return {
    '~standard': {
      version: 1,
      vendor: 'opus-codegen',
      async validate(value) {
        const { validateInput } = await loadValues();
        const issues = validateInput(variables, value);
        // A value without issues is what the generated type of these variables says.
        return issues.length === 0 ? { value: value as Input } : { issues };
      },
    },
  };
}
