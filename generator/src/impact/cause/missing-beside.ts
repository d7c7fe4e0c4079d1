import { ts } from 'ts-morph';
import type { ChangedBindings } from '../bindings/changed-bindings.ts';
import { cluesAt, type Clue } from './clue.ts';

/** A member that a value would lack, though the compiler has not come to say so. */
export interface MissingMember {
  /** The value: a literal, or whatever else is passed. */
  readonly value: ts.Expression;
  readonly name: string;
  /** `InvoiceInput` */
  readonly owner: string;
  readonly clues: readonly Clue[];
}

/**
 * What else the values around an error would lack. The compiler stops at the first kind of mistake: where one value is of the wrong type, it does
 * not tell that another is missing, and of many missing ones it names four.
 */
export function missingBeside(
  start: ts.Node,
  { before, after }: { readonly before: ts.TypeChecker; readonly after: ts.TypeChecker },
  bindings: ChangedBindings,
): readonly MissingMember[] {
  const found: MissingMember[] = [];
  for (let node = start; ts.isExpression(node) || ts.isObjectLiteralElementLike(node) || ts.isPropertyName(node); node = node.parent) {
    if (ts.isObjectLiteralExpression(node) || (node === start && ts.isExpression(node) && !isKey(node))) {
      const known = new Set(missing(node, before).map(({ name }) => name));
      for (const symbol of missing(node, after)) {
        if (known.has(symbol.name)) continue;
        const [declaration] = symbol.declarations ?? [];
        const binding = declaration && bindings.of(declaration.getSourceFile());
        if (declaration === undefined || binding === undefined) continue;
        const owner = ts.isInterfaceDeclaration(declaration.parent) ? declaration.parent.name.text : binding.workflowKey;
        found.push({ value: node, name: symbol.name, owner, clues: cluesAt(binding, declaration, 0) });
      }
    }
    if (ts.isCallOrNewExpression(node.parent) || ts.isFunctionLike(node)) break;
  }
  return found;
}

/** A name in front of a colon, which is no value. */
function isKey(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node.parent) && node.parent.name === node;
}

/** The members that the type expected here requires, and the value does not have. */
function missing(value: ts.Expression, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const expected = checker.getContextualType(value);
  if (expected === undefined || expected.isUnionOrIntersection() || (expected.flags & ts.TypeFlags.Object) === 0) return [];
  const given = checker.getTypeAtLocation(value);
  if ((given.flags & ts.TypeFlags.Object) === 0) return [];
  return checker
    .getPropertiesOfType(expected)
    .filter(({ name, flags }) => (flags & ts.SymbolFlags.Optional) === 0 && checker.getPropertyOfType(given, name) === undefined);
}
