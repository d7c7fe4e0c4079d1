import { ts } from 'ts-morph';
import type { ChangedBindings } from '../bindings/changed-bindings.ts';
import { propertyName } from '../bindings/read-binding.ts';
import { cluesAt, type Clue } from './clue.ts';

/**
 * What was expected at a node inside literals: the property it is the value of, and the types of the literals around it, the nearest first.
 * Stops at the call or declaration that the outermost literal belongs to.
 */
export function contextClues(start: ts.Node, checker: ts.TypeChecker, bindings: ChangedBindings): readonly Clue[] {
  const clues: Clue[] = [];
  const add = (symbol: ts.Symbol | undefined, distance: number): void => {
    for (const declaration of symbol?.declarations ?? []) {
      const binding = bindings.of(declaration.getSourceFile());
      if (binding !== undefined) clues.push(...cluesAt(binding, declaration, distance));
    }
  };
  let distance = 0;
  for (let node = start; ts.isExpression(node) || ts.isObjectLiteralElementLike(node) || ts.isPropertyName(node); node = node.parent) {
    if (ts.isObjectLiteralElementLike(node) && node.name !== undefined && ts.isObjectLiteralExpression(node.parent)) {
      const name = propertyName(node.name as ts.PropertyName); // elements of an object literal have no other names
      if (name !== undefined) add(checker.getContextualType(node.parent)?.getProperty(name), distance++);
    } else if (ts.isExpression(node)) {
      const type = checker.getContextualType(node);
      for (const part of type?.isUnionOrIntersection() ? type.types : [type]) {
        add(part?.aliasSymbol, distance);
        add(part?.symbol, distance);
      }
      distance++;
    }
    // What a call is expected to give says nothing about its arguments.
    if (ts.isCallOrNewExpression(node.parent) || ts.isFunctionLike(node)) break;
  }
  return clues;
}
