import type { Variable } from '@opus-codegen/schema';
import type { InputIssue } from './issue.ts';
import { validateInput } from './validate.ts';

/**
 * The Standard Schema interface, version 1 (standardschema.dev), written out: forms, routers and model tools that know it can check a
 * workflow's input before they call it, without this package depending on any of theirs.
 */
export interface StandardSchemaV1<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (value: unknown) => StandardResult<Output>;
    /** Never there at run time: tells the compiler the types. */
    readonly types?: { readonly input: Input; readonly output: Output } | undefined;
  };
}

export type StandardResult<Output> =
  { readonly value: Output; readonly issues?: undefined } | { readonly issues: readonly Pick<InputIssue, 'message' | 'path'>[] };

/** The same check that a run begins with, synchronous and without looking at files. The value passes as it is. */
export function standardSchema<Input>(variables: readonly Variable[]): StandardSchemaV1<Input> {
  return {
    '~standard': {
      version: 1,
      vendor: 'opus-codegen',
      validate(value) {
        const issues = validateInput(variables, value);
        // A value without issues is what the generated type of these variables says.
        return issues.length === 0 ? { value: value as Input } : { issues };
      },
    },
  };
}
