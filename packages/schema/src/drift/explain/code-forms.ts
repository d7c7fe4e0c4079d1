import type { SingleType, VariableType } from '../../model.ts';
import type { Change } from '../change.ts';

/**
 * Where the types of the code and what travels differ: a date travels as text and is a `Date` in code, JSON text is any value there, a file is no
 * URL. So a change that is fine for what travels can still be one that the compiler names, and the reverse.
 */

type CodeForm = 'date' | 'json' | 'file';

/** Some value of the old type is held in a form that the new type is not written in: a `Date` where the workflow takes any text now. */
export function losesCodeForm({ before, after }: Change): boolean {
  const young = formsIn(after);
  return [...formsIn(before)].some((form) => !young.has(form));
}

/** Text that is read as JSON from now on, whatever it was read as before. */
export function gainsJson({ before, after }: Change): boolean {
  return formsIn(after).has('json') && !formsIn(before).has('json');
}

/** A number that must be whole now: to TypeScript the two are one type. */
export function becomesWhole({ before, after }: Change): boolean {
  return isA('float', before) && isA('int', after);
}

/** Text that must be JSON now: TypeScript takes any text for JSON. */
export function becomesJsonText({ before, after }: Change): boolean {
  return isA('str', before) && isA('json_string', after);
}

function isA(type: SingleType['type'], evidence: Change['before']): boolean {
  return evidence !== undefined && 'type' in evidence && evidence.type.type === type;
}

function formsIn(evidence: Change['before']): ReadonlySet<CodeForm> {
  return new Set(evidence !== undefined && 'type' in evidence ? formsOf(evidence.type) : []);
}

function formsOf(type: VariableType): readonly CodeForm[] {
  switch (type.type) {
    case 'date':
      return ['date'];
    case 'json_string':
      return ['json'];
    case 'file':
    case 'array_files':
      return ['file'];
    case 'array':
      return type.element === undefined ? [] : formsOf(type.element);
    case 'object':
      return (type.fields ?? []).flatMap(formsOf);
    case 'union':
      return type.anyOf.flatMap(formsOf);
    case 'str':
    case 'int':
    case 'float':
    case 'bool':
    case 'unknown':
      return [];
    default:
      return type satisfies never;
  }
}
