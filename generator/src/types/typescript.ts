import { FILE_EXTENSIONS, type ElementType, type Variable, type VariableType } from '@opus-codegen/schema';
import type { NamedType } from './interfaces.ts';
import { stringLiteral } from './string-literal.ts';

/** Types of `@opus-codegen/runtime/codegen-v1` that a property can be written in. */
export type RuntimeTypeName = 'FileInput' | 'IsoDate' | 'JsonObject' | 'JsonValue' | 'RemovedInput';

/** What the text of a type depends on besides the type itself. */
export interface TypeContext {
  /** Callers write inputs and read outputs: they differ in dates, files, options and mutability (codegen.md, types). */
  readonly direction: 'input' | 'output';
  /** The declared name of each type that has one. */
  readonly nameOf: ReadonlyMap<NamedType, string>;
  /** The name a runtime type has in this file. Called for what is written, so that nothing else is imported. */
  readonly runtimeType: (name: RuntimeTypeName) => string;
}

/** How one property of an interface is written. */
export interface PropertyText {
  readonly type: string;
  readonly optional: boolean;
}

/**
 * The TypeScript property for a variable: required → `T`, nullable → `?: T | null | undefined`.
 *
 * @param always `false` for the outputs of a workflow, every one of which may be missing: the branch a run took decides what arrives.
 */
export function propertyText(variable: Variable, context: TypeContext, always: boolean): PropertyText {
  const alternatives = alternativesOf(variable, context);
  if (variable.nullable) return { optional: true, type: unionText([...withNull(variable, alternatives), 'undefined']) };
  return always ? { optional: false, type: unionText(alternatives) } : { optional: true, type: unionText([...alternatives, 'undefined']) };
}

/** The TypeScript text of a type, as a caller writes it or a reader gets it. */
export function typeText(type: VariableType, context: TypeContext): string {
  return unionText(alternativesOf(type, context));
}

/** The members of the union a type is written as; one for most. */
function alternativesOf(type: VariableType, context: TypeContext): readonly string[] {
  const isInput = context.direction === 'input';
  switch (type.type) {
    case 'str': {
      const name = context.nameOf.get(type);
      return name === undefined ? optionTexts(type.options, isInput) : [name];
    }
    case 'int':
    case 'float':
      return ['number'];
    case 'bool':
      return ['boolean'];
    case 'date':
      return isInput ? ['Date', context.runtimeType('IsoDate')] : ['string'];
    case 'file':
      return [isInput ? fileText(type.accept, context) : 'string'];
    case 'array_files':
      return [arrayText([isInput ? fileText(type.accept, context) : 'string'], isInput)];
    case 'array':
      return [arrayText(elementTexts(type.element, context), isInput)];
    case 'object':
      return [context.nameOf.get(type) ?? context.runtimeType('JsonObject')];
    case 'json_string':
    case 'unknown':
      return [context.runtimeType('JsonValue')];
    case 'union':
      return [...new Set(type.anyOf.flatMap((alternative) => alternativesOf(alternative, context)))];
    default:
      return type satisfies never;
  }
}

/** The text of a union of options that has a name of its own. */
export function optionsText(options: readonly string[], direction: 'input' | 'output'): string {
  return unionText(optionTexts(options, direction === 'input'));
}

/** A closed union of literals for callers; an open one for readers, since a new option arrives before the next regeneration. */
function optionTexts(options: readonly string[] | undefined, isInput: boolean): readonly string[] {
  if (options === undefined) return ['string'];
  const literals = options.map(stringLiteral);
  return isInput ? literals : [...literals, '(string & {})'];
}

function fileText(accept: readonly string[] | undefined, context: TypeContext): string {
  const name = context.runtimeType('FileInput');
  const isAnything = accept === undefined || FILE_EXTENSIONS.every((extension) => accept.includes(extension));
  return isAnything ? name : `${name}<${unionText(accept.map(stringLiteral))}>`;
}

function elementTexts(element: ElementType | undefined, context: TypeContext): readonly string[] {
  if (element === undefined) return [context.runtimeType('JsonValue')];
  const alternatives = alternativesOf(element, context);
  return element.nullable ? withNull(element, alternatives) : alternatives;
}

function arrayText(element: readonly string[], isInput: boolean): string {
  const text = unionText(element);
  // `readonly` binds more loosely than `[]`: a list of lists needs the brackets as a union does.
  return `${isInput ? 'readonly ' : ''}${element.length > 1 || text.startsWith('readonly ') ? `(${text})` : text}[]`;
}

/** A type that takes any JSON takes null already. */
function withNull(type: VariableType, alternatives: readonly string[]): readonly string[] {
  const members: readonly VariableType[] = type.type === 'union' ? type.anyOf : [type];
  return members.some((member) => member.type === 'json_string' || member.type === 'unknown') ? alternatives : [...alternatives, 'null'];
}

function unionText(alternatives: readonly string[]): string {
  return alternatives.join(' | ');
}
