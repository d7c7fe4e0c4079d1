import { field } from './json.ts';

/** The declared types of a variable, raw: its `allowed_types`, else the variable itself. */
export function allowedTypesOf(raw: unknown): readonly unknown[] {
  const allowed = field(raw, 'allowed_types');
  return Array.isArray(allowed) && allowed.length > 0 ? allowed : [raw];
}

/** Only these two mark one variable; a map of fields may have a *field* called `type`, which is an object (operator-api.md §2). */
export function isVariable(definition: unknown): boolean {
  return typeof field(definition, 'type') === 'string' || Array.isArray(field(definition, 'allowed_types'));
}
