/** What the reader had to decide by itself. Never an error: the workflow was read, and this is where it was less precise than it could be. */
export interface SchemaDiagnostic {
  /** Which decision it was. */
  readonly code: SchemaDiagnosticCode;
  /** `inputs.lines[].sku`, in wire names; empty for the answer as a whole. */
  readonly place: string;
  /** A sentence for people. Holds names and type names, never values. */
  readonly message: string;
}

/** Every decision a reader takes by itself. */
export type SchemaDiagnosticCode =
  /** The answer is no JSON object. */
  | 'not-an-object'
  /** No map of inputs in any form known. */
  | 'no-inputs'
  /** No map of outputs: the workflow reads as one without outputs. */
  | 'no-outputs'
  /** The input or output node was found by its type, since the answer does not name it. */
  | 'node-guessed'
  /** A variable that is a string, a number, a list or null. */
  | 'not-a-variable'
  /** `variable_name` says something else than the key; the key wins. */
  | 'name-differs'
  | 'missing-type'
  | 'unknown-type'
  /** Options that are not a list of strings, or that stand on another type than text. */
  | 'options-ignored'
  /** Accepted file types that cannot be read, or that stand on something that is no file. */
  | 'accept-ignored'
  /** A `type_definition` in a form that does not fit its type: read as "anything". */
  | 'definition-ignored'
  /** An array defined by a map of fields: read as a list of such objects. */
  | 'definition-assumed'
  /** Nested deeper than `MAX_DEPTH`: read as "anything" from there on. */
  | 'too-deep'
  /** More than `MAX_VARIABLES`: refused, since a cut schema would look like drift. */
  | 'too-many-variables';
