import type { Variable, VariableType } from '@opus-codegen/schema';
import type { InterfacePlan, NamedType } from './interfaces.ts';

/** A JSON Schema (2020-12, the dialect of OpenAPI 3.1) as plain JSON. */
export interface JsonSchema {
  readonly [keyword: string]: JsonSchema | readonly (JsonSchema | string)[] | string | boolean;
}

export interface JsonSchemaContext {
  /** Inputs are closed, outputs open: the same difference as in the TypeScript types (codegen.md, types). */
  readonly direction: 'input' | 'output';
  /** The name under which each type that is declared has its own schema. */
  readonly nameOf: ReadonlyMap<NamedType, string>;
  /** Where a named schema is found: `#/components/schemas/InvoiceInputLine`. */
  readonly refTo: (name: string) => string;
}

/**
 * The schema of an interface: of all inputs, all outputs, or an object inside them.
 *
 * @param always `false` for the outputs of a workflow, every one of which may be missing.
 */
export function interfaceSchema({ fields }: InterfacePlan, context: JsonSchemaContext, always: boolean): JsonSchema {
  const required = always ? fields.filter(({ nullable }) => !nullable).map(({ name }) => name) : [];
  return {
    type: 'object',
    // Own properties even for a field called `__proto__`, which `fromEntries` defines and a literal would not.
    properties: Object.fromEntries(fields.map((field) => [field.name, fieldSchema(field, context)])),
    ...(required.length === 0 ? {} : { required }),
    ...(context.direction === 'input' ? { additionalProperties: false } : {}),
  };
}

function fieldSchema(field: Variable, context: JsonSchemaContext): JsonSchema {
  return {
    ...(field.displayName === undefined ? {} : { title: field.displayName }),
    ...(field.description === undefined ? {} : { description: field.description }),
    ...orNull(typeSchema(field, context), field.nullable),
  };
}

/** The schema of a type, as JSON carries it: a file is the URL of one that was uploaded, a day is text. */
function typeSchema(type: VariableType, context: JsonSchemaContext): JsonSchema {
  const isInput = context.direction === 'input';
  switch (type.type) {
    case 'str': {
      if (type.options === undefined) return { type: 'string' };
      const name = context.nameOf.get(type);
      return name === undefined ? optionsSchema(type.options, context) : { $ref: context.refTo(name) };
    }
    case 'int':
      return { type: 'integer' };
    case 'float':
      return { type: 'number' };
    case 'bool':
      return { type: 'boolean' };
    case 'date':
      return isInput ? { type: 'string', format: 'date' } : { type: 'string' };
    case 'file':
      return fileSchema(type.accept, isInput);
    case 'array_files':
      return { type: 'array', items: fileSchema(type.accept, isInput) };
    case 'array':
      return { type: 'array', items: type.element ? orNull(typeSchema(type.element, context), type.element.nullable) : {} };
    case 'object': {
      const name = context.nameOf.get(type);
      return name === undefined ? { type: 'object', additionalProperties: true } : { $ref: context.refTo(name) };
    }
    case 'json_string':
    case 'unknown':
      return {};
    case 'union':
      return { anyOf: type.anyOf.map((alternative) => typeSchema(alternative, context)) };
    default:
      return type satisfies never;
  }
}

/** The schema of a list of options: closed for callers, open for readers. */
export function optionsSchema(options: readonly string[], { direction }: Pick<JsonSchemaContext, 'direction'>): JsonSchema {
  return direction === 'input' ? { type: 'string', enum: options } : { type: 'string', examples: options };
}

/** `x-opus-accept`: JSON Schema has no word for the extension of what a URL points to. */
function fileSchema(accept: readonly string[] | undefined, isInput: boolean): JsonSchema {
  return { type: 'string', format: 'uri', ...(isInput && accept ? { 'x-opus-accept': accept } : {}) };
}

function orNull(schema: JsonSchema, nullable: true | undefined): JsonSchema {
  // The empty schema takes null already.
  return nullable && Object.keys(schema).length > 0 ? { anyOf: [schema, { type: 'null' }] } : schema;
}
