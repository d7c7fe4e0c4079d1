import { makeRecursiveVisitor, type DeclarationReflection, type ProjectReflection, type SomeType } from 'typedoc';

/**
 * Types of ours that a reader meets in the reference and cannot look up, because nothing exports them. (TypeDoc's own check says nothing once modules
 * of several packages are read.)
 */
export function unnamedTypes(project: ProjectReflection): readonly string[] {
  const found = new Set<string>();
  for (const reflection of Object.values(project.reflections)) {
    const { type, extendedTypes } = reflection as Partial<DeclarationReflection>; // absent where there is none
    const types: readonly (SomeType | undefined)[] = [type, ...(extendedTypes ?? [])];
    const visitor = makeRecursiveVisitor({
      reference(reference) {
        // The wire's types are named by the ones that show them.
        const isOurs = reference.package?.startsWith('@opus-codegen/') === true && reference.package !== '@opus-codegen/operator-api';
        if (isOurs && reference.reflection === undefined && !reference.refersToTypeParameter) {
          found.add(`${reflection.getFullName()} shows ${reference.name}, which nobody can import.`);
        }
      },
    });
    for (const one of types) one?.visit(visitor);
  }
  return [...found].toSorted();
}
