import { ts } from 'ts-morph';
import type { ChangedBindings } from '../bindings/changed-bindings.ts';
import { cut } from './source-place.ts';

const MAX_CALLEE = 60;
const MAX_ARGUMENT = 24;

/** How the place of an error is called in one phrase: `runInvoiceWorkflow({ … })`, `result.outputs.total`, `const input: InvoiceInput`. */
export function expressionText(start: ts.Node, checker: ts.TypeChecker, bindings: ChangedBindings): string {
  const call = ts.findAncestor(start, (node) => (isHead(node) ? 'quit' : ts.isCallExpression(node) && callsBinding(node, start, checker, bindings)));
  if (call !== undefined && ts.isCallExpression(call)) return callText(call);
  const declared = ts.findAncestor(start, (node) => (isHead(node) ? 'quit' : ts.isVariableDeclaration(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)));
  if (declared !== undefined && ts.isVariableDeclaration(declared)) return declarationText(declared, start);
  if (declared !== undefined) return cut(declared.getText().replace(/\s+from\s[^]*$/u, ''), MAX_CALLEE);
  return cut((ts.isPropertyAccessExpression(start.parent) && start.parent.name === start ? start.parent : start).getText(), MAX_CALLEE);
}

/** A call of something generated, in whose arguments the error is. */
function callsBinding(call: ts.CallExpression, start: ts.Node, checker: ts.TypeChecker, bindings: ChangedBindings): boolean {
  if (call.expression.pos <= start.pos && start.end <= call.expression.end) return false;
  const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.expression : call.expression;
  const symbol = checker.getSymbolAtLocation(name);
  const target = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.declarations?.some((declaration) => bindings.of(declaration.getSourceFile()) !== undefined) ?? false;
}

function callText({ expression, arguments: given }: ts.CallExpression): string {
  return `${cut(expression.getText(), MAX_CALLEE)}(${given.map(argumentText).join(', ')})`;
}

function argumentText(argument: ts.Expression): string {
  if (ts.isObjectLiteralExpression(argument)) return argument.properties.length === 0 ? '{}' : '{ … }';
  if (ts.isArrayLiteralExpression(argument)) return argument.elements.length === 0 ? '[]' : '[…]';
  if (ts.isFunctionLike(argument)) return '() => …';
  const text = cut(argument.getText(), MAX_ARGUMENT + 1);
  return text.length > MAX_ARGUMENT ? '…' : text;
}

function declarationText({ name, type, parent, initializer }: ts.VariableDeclaration, start: ts.Node): string {
  // An error in the value rather than in what is declared is told by the value.
  if (initializer !== undefined && type === undefined && initializer.pos <= start.pos && ts.isPropertyAccessExpression(start.parent)) return cut(start.parent.getText(), MAX_CALLEE);
  const keyword = ts.isVariableDeclarationList(parent) && (parent.flags & ts.NodeFlags.Const) === 0 ? 'let' : 'const';
  return cut(`${keyword} ${name.getText()}${type === undefined ? '' : `: ${type.getText()}`}`, MAX_CALLEE);
}

function isHead(node: ts.Node): boolean {
  return ts.isBlock(node) || ts.isFunctionLike(node) || ts.isClassElement(node) || ts.isSourceFile(node);
}
