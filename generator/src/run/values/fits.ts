import { defineWorkflow, type StandardSchemaV1 } from '@opus-codegen/runtime';
import type { ElementType } from '@opus-codegen/schema';

const schemas = new WeakMap<ElementType, StandardSchemaV1>();

/** Whether a value is of a type, by the same check that a run begins with. */
export function fits(type: ElementType, value: unknown): boolean {
  const schema = schemas.get(type) ?? schemaOf(type);
  schemas.set(type, schema);
  return schema['~standard'].validate({ value }).issues === undefined;
}

function schemaOf(type: ElementType): StandardSchemaV1 {
  const inputs = [{ ...type, name: 'value', wire: 'value' }];
  return defineWorkflow<unknown, unknown>({ key: 'value', workflowId: 'none', generation: 'v1', name: '', inputs, outputs: [] });
}
