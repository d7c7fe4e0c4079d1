import { ts } from 'ts-morph';
import type { ChangedBindings } from '../bindings/changed-bindings.ts';
import { placesOf } from '../bindings/read-binding.ts';
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
export function mentionClues(error: ErrorInSource, checkers: readonly ts.TypeChecker[], bindings: ChangedBindings): readonly ExplainedMention[] {
  const expected = checkers.flatMap((checker) => expectedTypes(error.node, checker).flatMap((type) => declarationsOf(type)));
  return error.parts.members.map((mention) => ({
    mention,
    clues: expected.flatMap((declaration) => {
      const binding = bindings.of(declaration.getSourceFile());
      if (binding === undefined) return [];
      const roots = placesOf(binding, declaration);
      const owners = mention.owner === undefined ? [] : (binding.places.get(mention.owner) ?? []);
      const last = mention.path.slice(-1);
      const places = [...owners.map((place) => [...place, ...last]), ...roots.map((place) => [...place, ...mention.path])];
      return places.map((place) => ({ workflowKey: binding.workflowKey, place, distance: 0 }));
    }),
  }));
}

/** The types a value at this node had to fit, and those of the literals around it with the way down to it. */
function expectedTypes(node: ts.Node, checker: ts.TypeChecker): readonly ts.Type[] {
  const own = ts.isExpression(node) ? checker.getContextualType(node) : undefined;
  const declared = isDeclarationName(node) ? checker.getTypeAtLocation(node) : undefined;
  const literal = ts.isPropertyName(node) && ts.isObjectLiteralExpression(node.parent.parent) ? checker.getContextualType(node.parent.parent) : undefined;
  return [own, declared, literal].filter((type) => type !== undefined);
}

function isDeclarationName(node: ts.Node): boolean {
  const { parent } = node;
  return parent !== undefined && (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isParameter(parent)) && parent.name === node;
}

function declarationsOf(type: ts.Type): readonly ts.Declaration[] {
  const parts = type.isUnionOrIntersection() ? type.types : [type];
  return [type.aliasSymbol, ...parts.flatMap((part) => [part.aliasSymbol, part.symbol])].flatMap((symbol) => symbol?.declarations ?? []);
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
