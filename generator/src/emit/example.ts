import type { Variable, VariableType } from '@opus-codegen/schema';
import { kebabCase, wordsOf } from '../names/words.ts';
import { stringLiteral } from '../types/string-literal.ts';
import { codeText } from './comment.ts';

/** Columns an example may take before it is written over several lines. */
const WIDTH = 96;

/**
 * A call as the doc comment shows it: the required inputs with values that compile, line by line, safe inside a comment.
 *
 * @param inputs of the workflow
 */
export function exampleCall(functionName: string, inputs: readonly Variable[]): readonly string[] {
  const required = inputs.filter(({ nullable }) => !nullable);
  const needsFile = required.some(holdsFile);
  const args = required.length === 0 ? '' : write(fieldsTree(required), 0, 'const { outputs } = await ('.length + functionName.length);
  return [
    ...(needsFile ? [`import { file } from '@opus-codegen/runtime';`, ''] : []),
    ...`const { outputs } = await ${functionName}(${args});`.split('\n').map(codeText),
  ];
}

/** A value as text, or as parts that can stand on lines of their own. */
type Tree =
  string | { readonly open: string; readonly close: string; readonly parts: readonly { readonly key: string; readonly value: Tree }[] };

function write(tree: Tree, indent: number, column: number): string {
  if (typeof tree === 'string') return tree;
  const inline = tree.parts.map(({ key, value }) => `${key}${write(value, 0, -Infinity)}`).join(', ');
  const gap = tree.open === '{' && inline !== '' ? ' ' : '';
  const line = `${tree.open}${gap}${inline}${gap}${tree.close}`;
  if (column + line.length <= WIDTH || tree.parts.length === 0) return line;
  const pad = ' '.repeat(indent + 2);
  const lines = tree.parts.map(({ key, value }) => `${pad}${key}${write(value, indent + 2, indent + 2 + key.length)},`);
  return [tree.open, ...lines, `${' '.repeat(indent)}${tree.close}`].join('\n');
}

function fieldsTree(fields: readonly Variable[]): Tree {
  return {
    open: '{',
    close: '}',
    parts: fields.filter(({ nullable }) => !nullable).map((field) => ({ key: `${field.name}: `, value: valueTree(field, field.name) })),
  };
}

function listTree(value: Tree): Tree {
  return { open: '[', close: ']', parts: [{ key: '', value }] };
}

function valueTree(type: VariableType, name: string): Tree {
  switch (type.type) {
    case 'str':
      return type.options?.[0] === undefined ? `'…'` : singleQuoted(type.options[0]);
    case 'int':
      return '1';
    case 'float':
      return '1.5';
    case 'bool':
      return 'true';
    case 'date':
      return `'2025-11-09'`;
    case 'file':
      return fileCall(type.accept, name);
    case 'array_files':
      return listTree(fileCall(type.accept, name));
    case 'array':
      return type.element ? listTree(valueTree(type.element, name)) : '[]';
    case 'object':
      return type.fields ? fieldsTree(type.fields) : '{}';
    case 'union':
      return valueTree(type.anyOf[0] ?? { type: 'unknown' }, name);
    case 'json_string':
    case 'unknown':
      return '{}';
    default:
      return type satisfies never;
  }
}

function fileCall(accept: readonly string[] | undefined, name: string): string {
  const extension = accept === undefined || accept.includes('.pdf') ? '.pdf' : (accept[0] ?? '.pdf');
  return `file(${singleQuoted(`./${kebabCase(wordsOf(name)) || 'file'}${extension}`)})`;
}

/** Examples are not formatted, and single quotes are what most people write. */
function singleQuoted(value: string): string {
  const literal = stringLiteral(value);
  return literal.includes("'") ? literal : `'${literal.slice(1, -1).replaceAll('\\"', '"')}'`;
}

function holdsFile(type: VariableType): boolean {
  switch (type.type) {
    case 'file':
    case 'array_files':
      return true;
    case 'array':
      return type.element !== undefined && holdsFile(type.element);
    case 'object':
      return (type.fields ?? []).some((field) => !field.nullable && holdsFile(field));
    case 'union':
      return type.anyOf[0] !== undefined && holdsFile(type.anyOf[0]);
    case 'str':
    case 'int':
    case 'float':
    case 'bool':
    case 'date':
    case 'json_string':
    case 'unknown':
      return false;
    default:
      return type satisfies never;
  }
}
