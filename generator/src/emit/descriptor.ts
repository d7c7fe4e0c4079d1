import { idInWire, type SingleType, type Variable, type VariableType } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { stringLiteral } from '../types/string-literal.ts';

/**
 * The argument of `defineWorkflow`: what the runtime needs to validate, encode, compare and decode, and no more. Descriptions stay in the
 * lockfile; keys without a value are left out, and so is an id that the wire name tells.
 */
export function descriptorLiteral(key: string, workflow: LockedWorkflow): string {
  const { workflowId, pin, generation, name, inputs, outputs } = workflow;
  return objectLiteral(
    [
      ['key', stringLiteral(key)],
      ['workflowId', stringLiteral(workflowId)],
      ['pin', pin && pinLiteral(pin)],
      ['generation', stringLiteral(generation)],
      ['name', stringLiteral(name)],
      ['inputs', listLiteral(inputs, (variable) => variableLiteral(variable, idInWire(variable.wire)))],
      ['outputs', listLiteral(outputs, (variable) => variableLiteral(variable, idInWire(variable.wire)))],
    ],
    '\n',
  );
}

function pinLiteral(pin: NonNullable<LockedWorkflow['pin']>): string {
  return 'version' in pin
    ? objectLiteral([['version', String(pin.version)]])
    : objectLiteral([['workflowVersionId', stringLiteral(pin.workflowVersionId)]]);
}

/** @param impliedId the id it is taken to have when none is written. */
function variableLiteral(variable: Variable, impliedId: string): string {
  return objectLiteral([
    ['name', stringLiteral(variable.name)],
    ['wire', stringLiteral(variable.wire)],
    ['id', variable.id === impliedId ? undefined : textOrNone(variable.id)],
    ['displayName', textOrNone(variable.displayName)],
    ...typeEntries(variable),
    ['nullable', flag(variable.nullable)],
  ]);
}

/** The keys of a type, the telling ones first. */
function typeEntries(type: VariableType): readonly Entry[] {
  const declared: readonly Entry[] =
    type.type === 'union'
      ? []
      : [
          ['declared', textOrNone(type.declared)],
          ['enforced', flag(type.enforced)],
        ];
  return [['type', stringLiteral(type.type)], ...ownEntries(type), ...declared];
}

function ownEntries(type: VariableType): readonly Entry[] {
  switch (type.type) {
    case 'str':
      return [['options', type.options && listLiteral(type.options, stringLiteral)]];
    case 'date':
      return [['format', textOrNone(type.format)]];
    case 'file':
    case 'array_files':
      return [['accept', type.accept && listLiteral(type.accept, stringLiteral)]];
    case 'array':
      return [['element', type.element && objectLiteral([...typeEntries(type.element), ['nullable', flag(type.element.nullable)]])]];
    case 'object':
      return [['fields', type.fields && listLiteral(type.fields, (field) => variableLiteral(field, field.wire))]];
    case 'union':
      return [['anyOf', listLiteral(type.anyOf, (alternative: SingleType) => objectLiteral(typeEntries(alternative)))]];
    case 'int':
    case 'float':
    case 'bool':
    case 'json_string':
    case 'unknown':
      return [];
    default:
      return type satisfies never;
  }
}

/** A key and the text of its value; without a value it is not written. */
type Entry = readonly [key: string, value: string | undefined];

/** `separator` is what follows the opening brace: the formatter keeps an object open that begins with a line break. */
function objectLiteral(entries: readonly Entry[], separator = ''): string {
  return `{${separator}${entries.flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}`])).join(', ')}}`;
}

function listLiteral<T>(items: readonly T[], literalOf: (item: T) => string): string {
  return `[${items.map(literalOf).join(', ')}]`;
}

function textOrNone(text: string | undefined): string | undefined {
  return text === undefined ? undefined : stringLiteral(text);
}

function flag(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}
