import { ts } from 'ts-morph';
import type { ChangedBindings } from '../bindings/changed-bindings.ts';
import { placesOf, propertyName, type Binding } from '../bindings/read-binding.ts';
import type { MemberMention, MessageParts } from '../errors/message-parts.ts';
import { cluesAt, type Clue } from './clue.ts';

/** What an error says about a member, and where that member is. */
export interface ExplainedMention {
  readonly mention: MemberMention;
  readonly clues: readonly Clue[];
}

/** An error in the user's sources, in the world after. */
export interface ErrorInSource {
  readonly diagnostic: ts.Diagnostic;
  readonly parts: MessageParts;
  readonly node: ts.Node;
}

/** "Did you mean …?": what it points to is a guess of the compiler, not what the error is about. */
const GUESSING_CODES: ReadonlySet<number> = new Set([2551, 2561, 2724]);

/** Where the declarations stand that the compiler itself names beside an error ("'poNumber' is declared here"). */
export function relatedClues({ diagnostic }: ErrorInSource, bindings: ChangedBindings): readonly Clue[] {
  if (GUESSING_CODES.has(diagnostic.code)) return [];
  return (diagnostic.relatedInformation ?? []).flatMap(({ file, start }) => {
    const binding = file && bindings.of(file);
    if (binding === undefined || file === undefined || start === undefined) return [];
    return cluesAt(binding, innermost(file, start), 0);
  });
}

/**
 * The members an error names, found in the types that were expected at its place.
 *
 * @param checkers of both worlds: what came is known to one, what went to the other.
 */
export function mentionClues(
  error: ErrorInSource,
  checkers: readonly ts.TypeChecker[],
  bindings: ChangedBindings,
): readonly ExplainedMention[] {
  return error.parts.members.map((mention) => ({
    mention,
    clues: checkers
      .flatMap((checker) => expectedTypes(error.node, mention, checker))
      .flatMap(declarationsOf)
      .flatMap((declaration) => {
        const binding = bindings.of(declaration.getSourceFile());
        if (binding === undefined) return [];
        const places = placesOf(binding, declaration).map((place) => [...place, ...mention.path]);
        return [...ownedBy(binding, mention), ...places.map((place) => ({ workflowKey: binding.workflowKey, place, distance: 0 }))];
      }),
  }));
}

/** The members an error names, found in these bindings by the type that it prints beside them. */
export function ownerClues(members: readonly MemberMention[], bindings: readonly Binding[]): readonly ExplainedMention[] {
  return members.map((mention) => ({ mention, clues: bindings.flatMap((binding) => ownedBy(binding, mention)) }));
}

function ownedBy({ workflowKey, places }: Binding, { owner, path }: MemberMention): readonly Clue[] {
  const found = owner === undefined ? [] : (places.get(owner) ?? []);
  return found.map((place) => ({ workflowKey, place: [...place, ...path.slice(-1)], distance: 0 }));
}

/** The types in which a member that an error at this node names is to be looked for. */
function expectedTypes(node: ts.Node, mention: MemberMention, checker: ts.TypeChecker): readonly ts.Type[] {
  const { parent } = node;
  if (isDeclarationName(node)) return elements(checker.getTypeAtLocation(node), checker);
  if (ts.isPropertyName(node) && ts.isObjectLiteralElementLike(parent) && ts.isObjectLiteralExpression(parent.parent)) {
    // Of a property that is not known, the literal's type has no such member; of any other, its own type is what the error goes on about.
    const literal = checker.getContextualType(parent.parent);
    const name = propertyName(node);
    if (mention.kind === 'unknown' && mention.path.length === 1 && mention.path[0] === name) return elements(literal, checker);
    const property = name === undefined ? undefined : literal?.getProperty(name);
    return elements(property && checker.getTypeOfSymbol(property), checker);
  }
  return ts.isExpression(node) ? elements(checker.getContextualType(node), checker) : [];
}

/** The type itself, its alternatives, and what the lists among them hold. */
function elements(type: ts.Type | undefined, checker: ts.TypeChecker): readonly ts.Type[] {
  const parts = type === undefined ? [] : type.isUnionOrIntersection() ? type.types : [type];
  return parts.flatMap((part) => {
    const element = checker.isArrayLikeType(part) ? checker.getIndexTypeOfType(part, ts.IndexKind.Number) : undefined;
    return element === undefined ? [part] : [part, ...elements(element, checker)];
  });
}

function isDeclarationName(node: ts.Node): boolean {
  const { parent } = node;
  return (
    parent !== undefined &&
    (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isParameter(parent)) &&
    parent.name === node
  );
}

function declarationsOf(type: ts.Type): readonly ts.Declaration[] {
  return [type.aliasSymbol, type.symbol].flatMap((symbol) => symbol?.declarations ?? []);
}

/** The innermost node around a position. */
function innermost(file: ts.SourceFile, position: number): ts.Node {
  let node: ts.Node = file;
  for (;;) {
    const child: ts.Node | undefined = ts.forEachChild(node, (candidate) =>
      candidate.getStart(file) <= position && position < candidate.getEnd() ? candidate : undefined,
    );
    if (child === undefined) return node;
    node = child;
  }
}
