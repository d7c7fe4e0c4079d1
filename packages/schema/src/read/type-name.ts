import type { SingleType } from '../model.ts';

type TypeName = SingleType['type'];

const TYPE_NAMES: ReadonlyMap<string, TypeName> = new Map<string, TypeName>([
  ['str', 'str'],
  ['int', 'int'],
  ['float', 'float'],
  ['bool', 'bool'],
  ['date', 'date'],
  ['file', 'file'],
  ['array', 'array'],
  ['array_files', 'array_files'],
  ['object', 'object'],
  ['json_string', 'json_string'],
  // Spellings of the tools around the service (operator-api.md §2).
  ['string', 'str'],
  ['text', 'str'],
  ['integer', 'int'],
  ['number', 'float'],
  ['double', 'float'],
  ['boolean', 'bool'],
]);

/** The type behind a declared type name. `null`, `node`, `binary` and whatever comes next are `unknown`: their values pass as JSON. */
export function typeNamed(declared: string): TypeName {
  return TYPE_NAMES.get(declared.trim().toLowerCase()) ?? 'unknown';
}
