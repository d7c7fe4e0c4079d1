export { readWorkflow, type ReadResult } from './workflow.ts';
export { typeDefinitionOf, type Definitions } from './definitions.ts';
export type { SchemaDiagnostic, SchemaDiagnosticCode } from './diagnostic.ts';
export { MAX_DEPTH, MAX_VARIABLES } from './limits.ts';
