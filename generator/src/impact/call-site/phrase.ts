import type { Side } from '@opus-codegen/schema';
import { ts } from 'ts-morph';
import type { ChangedBindings } from '../bindings/changed-bindings.ts';
import { cut } from './source-place.ts';

/** How a place in the sources is called in one phrase, and what happens there. */
export interface Phrase {
  readonly kind: PhraseKind;
  readonly text: string;
}

/**
 * `call`: `runInvoiceWorkflow({ … })` · `value`: a value for it that is made here, `const input: InvoiceInput` · `read`: `result.outputs.total` ·
 * `import`: `import { runInvoiceWorkflow }` · `other`: whatever stands there.
 */
export type PhraseKind = 'call' | 'value' | 'read' | 'import' | 'other';

const MAX_TEXT = 60;
const MAX_ARGUMENT = 24;

/** @param side of the finding: what is about inputs is told by the call, what is about outputs by what reads them. */
export function phraseFor(start: ts.Node, side: Side | undefined, checker: ts.TypeChecker, bindings: ChangedBindings): Phrase {
  const importing = ts.findAncestor(start, (node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node));
  if (importing !== undefined)
    return { kind: 'import', text: cut(importing.getText().replace(/(?:\s+from)?\s*['"][^'"]*['"];?$/u, ''), MAX_TEXT) };
  const loading =
    ts.isStringLiteralLike(start) && ts.isCallExpression(start.parent) && start.parent.expression.kind === ts.SyntaxKind.ImportKeyword;
  if (loading) return { kind: 'import', text: cut(start.parent.getText(), MAX_TEXT) };
  if (side === 'output' && readsMember(start)) return readText(start);
  const calls = callsAround(start);
  const call = calls.find((one) => callsBinding(one, checker, bindings)) ?? (side === 'input' ? calls[0] : undefined);
  if (call !== undefined) return { kind: 'call', text: callText(call) };
  return readsMember(start) ? readText(start) : valueText(start);
}

/** The calls in whose arguments a node stands, the innermost first; not those outside the function it is in. */
function callsAround(start: ts.Node): readonly ts.CallExpression[] {
  const calls: ts.CallExpression[] = [];
  for (let node = start; node.parent !== undefined && !isHead(node); node = node.parent) {
    const { parent } = node;
    if (ts.isCallExpression(parent) && parent.expression !== node) calls.push(parent);
  }
  return calls;
}

/** Whether something generated is called: `runInvoiceWorkflow(…)`, `invoiceWorkflow.map(…)`. */
function callsBinding({ expression }: ts.CallExpression, checker: ts.TypeChecker, bindings: ChangedBindings): boolean {
  const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(expression) ? expression.expression : expression);
  const target = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.declarations?.some((declaration) => bindings.of(declaration.getSourceFile()) !== undefined) ?? false;
}

function readsMember(node: ts.Node): boolean {
  return ts.isPropertyAccessExpression(accessOf(node)) || ts.isBindingElement(node.parent);
}

function readText(node: ts.Node): Phrase {
  const access = accessOf(node);
  const text = cut(access.getText(), MAX_TEXT);
  const isTarget =
    ts.isBinaryExpression(access.parent) && access.parent.left === access && access.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken;
  return isTarget ? { kind: 'value', text: `${text} = …` } : { kind: 'read', text };
}

/** The whole `result.outputs.total` for its last name. */
function accessOf(node: ts.Node): ts.Node {
  const { parent } = node;
  return parent !== undefined && ts.isPropertyAccessExpression(parent) && parent.name === node ? parent : node;
}

/** A literal with what it is for, a declaration, or the text as it is. */
function valueText(start: ts.Node): Phrase {
  let node = start;
  let isMade = ts.isObjectLiteralExpression(start);
  while (isInsideValue(node)) {
    node = node.parent;
    isMade ||= ts.isObjectLiteralExpression(node);
  }
  const { parent } = node;
  if (ts.isVariableDeclaration(parent)) return { kind: isMade ? 'value' : 'other', text: declarationText(parent) };
  if (ts.isPropertyDeclaration(parent))
    return { kind: 'other', text: cut(`${parent.parent.name?.text ?? 'class'}.${parent.name.getText()}`, MAX_TEXT) };
  if (isMade) return { kind: 'value', text: ts.isReturnStatement(parent) ? 'return { … }' : shortened(node) };
  return { kind: 'other', text: cut(start.getText(), MAX_TEXT) };
}

function isInsideValue({ parent }: ts.Node): boolean {
  return (
    ts.isObjectLiteralExpression(parent) ||
    ts.isObjectLiteralElementLike(parent) ||
    ts.isArrayLiteralExpression(parent) ||
    ts.isParenthesizedExpression(parent) ||
    ts.isSatisfiesExpression(parent)
  );
}

function callText({ expression, arguments: given }: ts.CallExpression): string {
  return `${cut(expression.getText(), MAX_TEXT)}(${given.map(shortened).join(', ')})`;
}

function shortened(value: ts.Node): string {
  if (ts.isParenthesizedExpression(value) || ts.isSatisfiesExpression(value)) return shortened(value.expression);
  if (ts.isObjectLiteralExpression(value)) return value.properties.length === 0 ? '{}' : '{ … }';
  if (ts.isArrayLiteralExpression(value)) return value.elements.length === 0 ? '[]' : '[…]';
  if (ts.isFunctionLike(value)) return '() => …';
  const text = cut(value.getText(), MAX_ARGUMENT + 1);
  return text.length > MAX_ARGUMENT ? '…' : text;
}

function declarationText({ name, type, parent }: ts.VariableDeclaration): string {
  const keyword = (parent.flags & ts.NodeFlags.Const) === 0 ? 'let' : 'const';
  return cut(`${keyword} ${name.getText()}${type === undefined ? '' : `: ${type.getText()}`}`, MAX_TEXT);
}

function isHead(node: ts.Node): boolean {
  return ts.isBlock(node) || ts.isFunctionLike(node) || ts.isClassElement(node) || ts.isSourceFile(node);
}
