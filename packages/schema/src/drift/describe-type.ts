import { DEFAULT_DATE_FORMAT, type ElementType, type SingleType, type VariableType } from '../model.ts';
import { quoted } from '../quoted.ts';

/** How many options, extensions or fields are named before "and 3 more". */
const MAX_LISTED = 8;

/** A type in words, for people of both trades: `list of objects { sku, qty? }`, `text, one of "Low", "High"`. Never values of a run. */
export function describeType(type: VariableType): string {
  return described(type, '');
}

function described(type: VariableType, plural: '' | 's'): string {
  return type.type === 'union' ? type.anyOf.map((single) => describeSingle(single, plural)).join(' or ') : describeSingle(type, plural);
}

function describeSingle(type: SingleType, s: '' | 's'): string {
  switch (type.type) {
    case 'str':
      return type.options === undefined ? `text${s}` : `text${s}, one of ${listed(type.options.map(quoted))}`;
    case 'int':
      return `whole number${s}`;
    case 'float':
      return `number${s}`;
    case 'bool':
      return 'true or false';
    case 'json_string':
      return `JSON text${s}`;
    case 'date':
      return `date${s} (${type.format ?? DEFAULT_DATE_FORMAT})`;
    case 'file':
      return `file${s}${extensions(type.accept)}`;
    case 'array_files':
      return `list${s} of files${extensions(type.accept)}`;
    case 'array':
      return `list${s} of ${type.element === undefined ? 'anything' : describeElement(type.element)}`;
    case 'object':
      return type.fields === undefined || type.fields.length === 0
        ? `object${s} of any shape`
        : `object${s} { ${listed(type.fields.map(({ name, nullable }) => (nullable ? `${name}?` : name)))} }`;
    case 'unknown':
      return type.declared === undefined ? 'no type' : `the unknown type ${quoted(type.declared)}`;
    default:
      return type satisfies never;
  }
}

function describeElement(element: ElementType): string {
  const words = described(element, 's');
  const needsBrackets = element.type === 'union' || element.nullable;
  return needsBrackets ? `(${words}${element.nullable ? ' or nothing' : ''})` : words;
}

function extensions(accept: readonly string[] | undefined): string {
  return accept === undefined || accept.length === 0 ? '' : ` (${listed(accept)})`;
}

/** A list for a sentence, cut where nobody reads on. */
export function listed(items: readonly string[]): string {
  const rest = items.length - MAX_LISTED;
  return rest > 1 ? `${items.slice(0, MAX_LISTED).join(', ')} and ${rest} more` : items.join(', ');
}
