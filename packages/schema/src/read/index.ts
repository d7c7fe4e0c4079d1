export { readSides, readWorkflow, type ReadResult } from './workflow.ts';
export { locate as locateVariables, type Located } from './locate.ts';
export { describes } from './describes.ts';
export type { JsonRecord } from './json.ts';
export { readDefinitions, type Definitions } from './definitions.ts';
export { typeDefinitionOf } from './type-definition.ts';
export type { SchemaDiagnostic, SchemaDiagnosticCode } from './diagnostic.ts';
export { MAX_DEPTH, MAX_VARIABLES } from './limits.ts';
