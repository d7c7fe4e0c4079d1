import { ReflectionKind, type DeclarationReflection, type ProjectReflection, type Reflection } from 'typedoc';

const NAMED = ReflectionKind.Class | ReflectionKind.Interface | ReflectionKind.TypeAlias | ReflectionKind.Variable | ReflectionKind.Enum;
const MEMBERS = ReflectionKind.Property | ReflectionKind.Accessor | ReflectionKind.EnumMember;
const CALLS = ReflectionKind.CallSignature | ReflectionKind.GetSignature;

/**
 * The full names of what users can see and nobody says a word about: symbols, their members, functions and methods. The members of a type that
 * has no name of its own (`{ kind: 'a' } | { kind: 'b' }`) are told by the type they stand in, and what tells such types apart says itself.
 */
export function undocumented(project: ProjectReflection): readonly string[] {
  return project
    .getReflectionsByKind(NAMED | MEMBERS | CALLS)
    .filter((reflection) => !isInsideLiteral(reflection) && !isDiscriminant(reflection) && !isInherited(reflection) && !isSaid(reflection))
    .map((reflection) => reflection.getFullName())
    .toSorted();
}

function isSaid(reflection: Reflection): boolean {
  return reflection.hasComment() || (reflection.parent?.kindOf(ReflectionKind.FunctionOrMethod) === true && reflection.parent.hasComment());
}

function isInsideLiteral(reflection: Reflection): boolean {
  for (let at: Reflection | undefined = reflection; at !== undefined; at = at.parent)
    if (at.kindOf(ReflectionKind.TypeLiteral)) return true;
  return false;
}

/** `type: 'str'` says what it is. */
function isDiscriminant(reflection: Reflection): boolean {
  return reflection.name === 'type' || reflection.name === 'kind';
}

/** From a base class, which says what it is; also where the type is narrowed, or an `Error` gets its `name`. */
function isInherited(reflection: Reflection): boolean {
  const { inheritedFrom, overwrites } = reflection as DeclarationReflection; // absent on every other kind of reflection
  return inheritedFrom !== undefined || overwrites !== undefined;
}
