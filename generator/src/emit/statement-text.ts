import { docComment } from './comment.ts';
import { stringLiteral } from '../types/string-literal.ts';

/*
 * TypeScript statements as text. Indents, quotes and line breaks are the formatter's; comments stand as they are made here. Names and types are written
 * as they come: their callers make sure that they are code (`isUsableName`, `stringLiteral`).
 */

/** One property of an interface. */
export interface PropertyStatement {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  /** The text of its doc comment; empty for none. */
  readonly doc: string;
}

/** One parameter of a function. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly optional?: boolean;
  /** What it is when it is left out, as code. */
  readonly initializer?: string;
}

/** `import { defineWorkflow, type Job } from '…';` or, with `export`, the same names passed on. */
export function fromModule(verb: 'import' | 'export', names: readonly string[], module: string): string {
  return `${verb} { ${names.join(', ')} } from ${stringLiteral(module)};`;
}

export function interfaceText(name: string, properties: readonly PropertyStatement[]): string {
  const lines = properties.map(({ name: key, type, optional, doc }) => `${docComment(doc)}${key}${optional ? '?' : ''}: ${type};`);
  return `export interface ${name} {\n${lines.join('\n')}\n}`;
}

export function typeAliasText(name: string, type: string, doc = ''): string {
  return `${docComment(doc)}export type ${name} = ${type};`;
}

export function constText(name: string, type: string, initializer: string, doc: string): string {
  return `${docComment(doc)}export const ${name}: ${type} = ${initializer};`;
}

/** A function that gives what one expression gives. */
export function functionText(name: string, parameters: readonly Parameter[], returnType: string, expression: string, doc: string): string {
  const list = parameters.map(
    ({ name: parameter, type, optional, initializer }) =>
      `${parameter}${optional ? '?' : ''}: ${type}${initializer === undefined ? '' : ` = ${initializer}`}`,
  );
  return `${docComment(doc)}export function ${name}(${list.join(', ')}): ${returnType} {\nreturn ${expression};\n}`;
}
