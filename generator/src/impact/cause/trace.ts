import { ts } from 'ts-morph';
import type { ChangedBindings } from '../bindings/changed-bindings.ts';
import type { Binding } from '../bindings/read-binding.ts';
import { cluesAt, type Clue } from './clue.ts';
import { isBoundary } from './node-at.ts';
import { originsOf } from './origins.ts';

/** Declarations followed from one to the next. A value that came further has usually changed its type on the way. */
const MAX_DISTANCE = 8;
/** Names looked up for one error. */
const MAX_NAMES = 600;

/**
 * Where the values and types at a node come from, as far as that is a changed binding: follows each name to its declaration, and from there what
 * that is made of, through variables, destructuring, parameters and functions, over all files of the project.
 *
 * @param checker of the world before: what is gone afterwards still has its type there.
 */
export function traceOrigins(start: ts.Node, checker: ts.TypeChecker, bindings: ChangedBindings): Origins {
  const clues: Clue[] = [];
  const met = new Set<Binding>();
  const seen = new Set<ts.Node>();
  const seenSymbols = new Set<ts.Symbol>();
  const queue: { readonly node: ts.Node; readonly distance: number }[] = surroundings(start);
  let names = 0;

  const follow: Follow = (symbol, distance) => {
    if (symbol === undefined || seenSymbols.has(symbol)) return;
    seenSymbols.add(symbol);
    for (const declaration of symbol.declarations ?? []) {
      const file = declaration.getSourceFile();
      const binding = bindings.of(file);
      if (binding !== undefined) {
        met.add(binding);
        clues.push(...cluesAt(binding, declaration, distance));
      } else if (!file.isDeclarationFile && !bindings.has(file) && distance < MAX_DISTANCE) {
        for (const node of originsOf(declaration, checker, (found) => follow(found, distance + 1)))
          queue.push({ node, distance: distance + 1 });
      }
    }
  };
  const look = (node: ts.Node, distance: number): void => {
    if (seen.has(node) || names > MAX_NAMES) return;
    seen.add(node);
    if (isName(node)) {
      names++;
      const symbol = symbolAt(node, checker);
      follow(symbol, distance);
      if (symbol !== undefined && ts.isExpression(node)) followType(checker.getTypeAtLocation(node), distance + 1, checker, follow);
    }
    ts.forEachChild(node, (child) => {
      if (!isBody(child)) look(child, distance);
    });
  };
  // The queue grows while it is walked; nearer nodes come first.
  for (let index = 0; index < queue.length; index++) {
    const next = queue[index];
    if (next !== undefined) look(next.node, next.distance);
  }
  return { clues, bindings: [...met] };
}

export interface Origins {
  readonly clues: readonly Clue[];
  /** The generated files they lie in. */
  readonly bindings: readonly Binding[];
}

type Follow = (symbol: ts.Symbol | undefined, distance: number) => void;

/** The node itself, then what stands around it, up to its statement or the head of the function it is in. */
function surroundings(start: ts.Node): { readonly node: ts.Node; readonly distance: number }[] {
  const found = [{ node: start, distance: 0 }];
  let distance = 0;
  for (let node = start; !isBoundary(node) && node.parent !== undefined; node = node.parent) {
    if (isBody(node)) break;
    found.push({ node: node.parent, distance: ++distance });
  }
  const holder = ts.findAncestor(start, (node): node is ts.SignatureDeclaration => ts.isFunctionLike(node));
  if (holder?.type !== undefined) found.push({ node: holder.type, distance: distance + 1 });
  const member = ts.findAncestor(start, ts.isClassElement);
  if (member !== undefined && ts.isClassLike(member.parent)) {
    for (const clause of member.parent.heritageClauses ?? []) found.push({ node: clause, distance: distance + 1 });
  }
  return found;
}

function isName(node: ts.Node): node is ts.Identifier | ts.StringLiteralLike {
  return ts.isIdentifier(node) || ts.isStringLiteralLike(node);
}

/** What runs later, or elsewhere: not part of the value itself. */
function isBody(node: ts.Node): boolean {
  return ts.isBlock(node) || ts.isClassElement(node);
}

function symbolAt(node: ts.Identifier | ts.StringLiteralLike, checker: ts.TypeChecker): ts.Symbol | undefined {
  const { parent } = node;
  const symbol = ts.isShorthandPropertyAssignment(parent)
    ? checker.getShorthandAssignmentValueSymbol(parent)
    : checker.getSymbolAtLocation(node);
  return symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
}

/** The interface a value has, also inside `Promise<…>`, `WorkflowResult<…>` and lists. */
function followType(type: ts.Type, distance: number, checker: ts.TypeChecker, follow: Follow, depth = 0): void {
  follow(type.aliasSymbol, distance);
  if ((type.flags & (ts.TypeFlags.Object | ts.TypeFlags.UnionOrIntersection)) === 0 || depth > 3) return;
  follow(type.symbol, distance);
  const inner = type.isUnionOrIntersection()
    ? type.types.slice(0, 10)
    : [...(type.aliasTypeArguments ?? []), ...typeArguments(type, checker)];
  for (const part of inner) followType(part, distance, checker, follow, depth + 1);
}

function typeArguments(type: ts.Type, checker: ts.TypeChecker): readonly ts.Type[] {
  return isReference(type) ? checker.getTypeArguments(type) : [];
}

function isReference(type: ts.Type): type is ts.TypeReference {
  // `objectFlags` is there on object types alone, which the flag says.
  return (type.flags & ts.TypeFlags.Object) !== 0 && ((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Reference) !== 0;
}
