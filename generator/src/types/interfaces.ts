import type { ObjectType, Variable, VariableType } from '@opus-codegen/schema';
import { singular } from '../names/singular.ts';
import { uniqueNames } from '../names/unique-names.ts';
import { pascalCase, wordsOf } from '../names/words.ts';

/** An interface to declare: the inputs, the outputs, or an object inside them. */
export interface InterfacePlan {
  readonly name: string;
  readonly fields: readonly Variable[];
}

export interface InterfacePlans {
  /** The root first, then what it holds, level by level. */
  readonly interfaces: readonly InterfacePlan[];
  /** The interface of each object type whose fields are known. */
  readonly nameOf: ReadonlyMap<ObjectType, string>;
}

/**
 * Names an interface for every object below `fields`: `InvoiceInputLine` for the elements of `InvoiceInput.lines`.
 *
 * Outer objects choose first and the lockfile keeps their order, so a new object inside does not rename the others.
 */
export function planInterfaces(rootName: string, fields: readonly Variable[]): InterfacePlans {
  const interfaces: InterfacePlan[] = [{ name: rootName, fields }];
  const nameOf = new Map<ObjectType, string>();
  const taken = new Set([rootName]);
  // The list grows while it is walked: that is the level order.
  for (const parent of interfaces) {
    for (const field of parent.fields) {
      const stem = `${parent.name}${pascalCase(wordsOf(field.name))}`;
      for (const found of objectsIn(field, [stem])) {
        if (nameOf.has(found.type)) continue;
        const name = found.wishes.find((wish) => !taken.has(wish)) ?? uniqueName(stem, field.wire, taken);
        taken.add(name);
        nameOf.set(found.type, name);
        interfaces.push({ name, fields: found.fields });
      }
    }
  }
  return { interfaces, nameOf };
}

interface FoundObject {
  readonly type: ObjectType;
  readonly fields: readonly Variable[];
  /** Names for it, the best first. */
  readonly wishes: readonly string[];
}

/** The objects a value of this type holds directly or in arrays, without entering their fields. */
function objectsIn(type: VariableType, wishes: readonly string[]): readonly FoundObject[] {
  switch (type.type) {
    case 'object':
      return type.fields ? [{ type, fields: type.fields, wishes }] : [];
    case 'array':
      return type.element ? objectsIn(type.element, wishes.flatMap(elementNames)) : [];
    case 'union':
      return type.anyOf.flatMap((alternative, index) =>
        objectsIn(alternative, index === 0 ? wishes : [...wishes, ...wishes.map((wish) => `${wish}Alternative${index + 1}`)]),
      );
    case 'str':
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
