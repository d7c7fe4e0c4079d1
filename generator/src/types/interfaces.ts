import type { ObjectType, StrType, Variable, VariableType } from '@opus-codegen/schema';
import { singular } from '../names/singular.ts';
import { uniqueNames } from '../names/unique-names.ts';
import { pascalCase, wordsOf } from '../names/words.ts';

/** An interface to declare: the inputs, the outputs, or an object inside them. */
export interface InterfacePlan {
  readonly name: string;
  readonly fields: readonly Variable[];
}

/** A list of options too long to stand inside an interface: it gets a type of its own. */
export interface UnionPlan {
  readonly name: string;
  readonly options: readonly string[];
}

export interface InterfacePlans {
  /** The root first, then what it holds, level by level. */
  readonly interfaces: readonly InterfacePlan[];
  readonly unions: readonly UnionPlan[];
  /** The declared name of each object type whose fields are known, and of each text with many options. */
  readonly nameOf: ReadonlyMap<NamedType, string>;
}

export type NamedType = ObjectType | StrType;

/** A property shows as many options as can be taken in at a glance; more would bury the properties after it. */
export const MAX_OPTIONS_INLINE = 20;

/**
 * Names an interface for every object below `fields`: `InvoiceInputLine` for the elements of `InvoiceInput.lines`. Likewise a type for every long
 * list of options.
 *
 * Outer objects choose first and the lockfile keeps their order, so a new object inside does not rename the others.
 */
export function planInterfaces(rootName: string, fields: readonly Variable[]): InterfacePlans {
  const interfaces: InterfacePlan[] = [{ name: rootName, fields }];
  const unions: UnionPlan[] = [];
  const nameOf = new Map<NamedType, string>();
  const taken = new Set([rootName]);
  // The list grows while it is walked: that is the level order.
  for (const parent of interfaces) {
    for (const field of parent.fields) {
      const stem = `${parent.name}${pascalCase(wordsOf(field.name))}`;
      for (const found of namedTypesIn(field, [stem])) {
        if (nameOf.has(found.type)) continue;
        const name = found.wishes.find((wish) => !taken.has(wish)) ?? uniqueName(stem, field.wire, taken);
        taken.add(name);
        nameOf.set(found.type, name);
        if (found.type.type === 'object') interfaces.push({ name, fields: found.type.fields ?? [] });
        else unions.push({ name, options: found.type.options ?? [] });
      }
    }
  }
  return { interfaces, unions, nameOf };
}

interface FoundType {
  readonly type: NamedType;
  /** Names for it, the best first. */
  readonly wishes: readonly string[];
}

/** What deserves a name among the types a value holds directly or in arrays, without entering the fields of objects. */
function namedTypesIn(type: VariableType, wishes: readonly string[]): readonly FoundType[] {
  switch (type.type) {
    case 'object':
      return type.fields ? [{ type, wishes }] : [];
    case 'str':
      return (type.options?.length ?? 0) > MAX_OPTIONS_INLINE ? [{ type, wishes }] : [];
    case 'array':
      return type.element ? namedTypesIn(type.element, wishes.flatMap(elementNames)) : [];
    case 'union':
      return type.anyOf.flatMap((alternative, index) =>
        namedTypesIn(alternative, index === 0 ? wishes : [...wishes, ...wishes.map((wish) => `${wish}Alternative${index + 1}`)]),
      );
    case 'int':
    case 'float':
    case 'bool':
    case 'date':
    case 'file':
    case 'array_files':
    case 'json_string':
    case 'unknown':
      return [];
    default:
      return type satisfies never;
  }
}

function elementNames(name: string): readonly string[] {
  const one = singular(name);
  return one === undefined ? [`${name}Item`] : [one, `${name}Item`];
}

function uniqueName(wanted: string, wire: string, taken: ReadonlySet<string>): string {
  const [name = wanted] = uniqueNames([{ wanted, wire }], taken);
  return name;
}
