import { ts } from 'ts-morph';
import { propertyName } from '../bindings/read-binding.ts';

/**
 * What a declaration in the user's sources is made of: the nodes its type or value comes from. A member taken out of an object is told to `follow`
 * instead, which knows where it is declared.
 */
export function originsOf(
  declaration: ts.Node,
  checker: ts.TypeChecker,
  follow: (symbol: ts.Symbol | undefined) => void,
): readonly ts.Node[] {
  if (ts.isBindingElement(declaration)) {
    const name = declaration.propertyName ?? declaration.name;
    const key = propertyName(name as ts.PropertyName | ts.BindingName); // both kinds of names, and no others
    if (key !== undefined && ts.isObjectBindingPattern(declaration.parent))
      follow(checker.getTypeAtLocation(declaration.parent).getProperty(key));
    return [...sourceOf(patternOwner(declaration)), ...present(declaration.initializer)];
  }
  return sourceOf(declaration);
}

function sourceOf(declaration: ts.Node): readonly ts.Node[] {
  if (ts.isVariableDeclaration(declaration)) {
    const loop = declaration.parent.parent;
    const looped = ts.isForOfStatement(loop) ? [loop.expression] : [];
    return [...present(declaration.type, declaration.initializer), ...looped];
  }
  if (ts.isParameter(declaration))
    return present(declaration.type, declaration.initializer, declaration.type ? undefined : calledWith(declaration));
  if (ts.isPropertyAssignment(declaration)) return [declaration.initializer];
  if (ts.isShorthandPropertyAssignment(declaration)) return [declaration.name];
  if (ts.isPropertySignature(declaration) || ts.isPropertyDeclaration(declaration)) {
    return present(declaration.type, ts.isPropertyDeclaration(declaration) ? declaration.initializer : undefined);
  }
  if (ts.isFunctionLike(declaration)) return declaration.type === undefined ? returned(declaration) : [declaration.type];
  if (ts.isTypeAliasDeclaration(declaration)) return [declaration.type];
  if (ts.isInterfaceDeclaration(declaration)) return [...(declaration.heritageClauses ?? []), ...declaration.members];
  if (ts.isClassLike(declaration)) return [...(declaration.heritageClauses ?? [])];
  if (ts.isTypeLiteralNode(declaration)) return [...declaration.members];
  if (ts.isExportAssignment(declaration)) return [declaration.expression];
  if (ts.isObjectLiteralExpression(declaration)) return [declaration];
  return [];
}

/** The variable or parameter a pattern takes apart. */
function patternOwner(element: ts.BindingElement): ts.Node {
  const { parent } = element.parent;
  return ts.isBindingElement(parent) ? patternOwner(parent) : parent;
}

/** `rows` and `map` for the parameter of `rows.map((row) => …)`. */
function calledWith(parameter: ts.ParameterDeclaration): ts.Node | undefined {
  const call = parameter.parent.parent;
  return ts.isCallExpression(call) ? call.expression : undefined;
}

/** What a function without a written return type returns. */
function returned(declaration: ts.SignatureDeclaration): readonly ts.Node[] {
  if (!('body' in declaration) || declaration.body === undefined) return [];
  const { body } = declaration;
  if (!ts.isBlock(body)) return [body];
  const found: ts.Node[] = [];
  const search = (node: ts.Node): void => {
    if (ts.isReturnStatement(node)) found.push(...present(node.expression));
    else if (!ts.isFunctionLike(node)) ts.forEachChild(node, search);
  };
  search(body);
  return found;
}

function present(...nodes: readonly (ts.Node | undefined)[]): readonly ts.Node[] {
  return nodes.filter((node) => node !== undefined);
}
