import { FILE_EXTENSIONS, type ElementType } from '@opus-codegen/schema';

/** What a value of a type looks like where values are written as text: in a cell, after `--set`, in JSON. */
export function wanted(type: ElementType): string {
  switch (type.type) {
    case 'str':
      return type.options === undefined ? 'a text' : `one of ${listed(type.options.map((option) => JSON.stringify(option)))}`;
    case 'int':
      return 'a whole number like 42';
    case 'float':
      return 'a number like 1234.5';
    case 'bool':
      return 'true or false';
    case 'date':
      return 'a day like 2025-11-09';
    case 'file':
      return `the path of a file (${listed(type.accept ?? FILE_EXTENSIONS)})`;
    case 'array_files':
      return `a JSON list of paths of files (${listed(type.accept ?? FILE_EXTENSIONS)})`;
    case 'array':
      return 'a JSON list like ["a", "b"]';
    case 'object':
      return 'a JSON object like {"a": 1}';
    case 'json_string':
    case 'unknown':
      return 'a JSON value';
    case 'union':
      return [...new Set(type.anyOf.map(wanted))].join(', or ');
    default:
      return type satisfies never;
  }
}

/** A text that was typed, short enough to be repeated in a message. */
export function typed(text: string): string {
  return text.length <= 40 ? JSON.stringify(text) : `a text of ${text.length} characters`;
}

function listed(words: readonly string[]): string {
  const shown = words.slice(0, 12).join(', ');
  return words.length > 12 ? `${shown} and ${words.length - 12} more` : shown;
}
