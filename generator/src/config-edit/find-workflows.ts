import { ts } from 'ts-morph';
import { isJson } from './parse-source.ts';

/** Where the workflows of one config are written down; or why that cannot be told, as the end of a sentence. */
export type WorkflowsPlace =
  { readonly ok: true; readonly workflows: ts.ObjectLiteralExpression } | { readonly ok: false; readonly problem: string };

/**
 * Finds the object `workflows` of a config in its syntax tree: in the default export, through `defineConfig(…)`, `satisfies`, parentheses and
 * constants of the same file. `index` says which, where the file holds an array. Pure.
 *
 * It follows what is usually written and proves nothing: whoever edits what was found runs the result and compares.
 */
export function findWorkflows(file: ts.SourceFile, index: number | undefined): WorkflowsPlace {
  const exported = defaultExport(file);
  if (exported === undefined) return { ok: false, problem: 'its default export was not found' };
  let config: ts.Expression | undefined = resolved(exported, file);
  if (index !== undefined) {
    if (!ts.isArrayLiteralExpression(config)) return { ok: false, problem: 'its array of configs is computed' };
    if (config.elements.some(ts.isSpreadElement)) return { ok: false, problem: 'its array of configs has a spread in it' };
    const element = config.elements[index];
    config = element && resolved(element, file);
  }
  if (config === undefined || !ts.isObjectLiteralExpression(config)) return { ok: false, problem: 'its default export is computed' };
  const workflows = propertyNamed(config, 'workflows');
  if (workflows === undefined) return { ok: false, problem: '`workflows` is not written in it' };
  const value = ts.isShorthandPropertyAssignment(workflows)
    ? resolved(workflows.name, file)
    : ts.isPropertyAssignment(workflows)
      ? resolved(workflows.initializer, file)
      : undefined;
  if (value === undefined || !ts.isObjectLiteralExpression(value)) return { ok: false, problem: '`workflows` is computed' };
  return { ok: true, workflows: value };
}

/** The property of an object literal with a name, as the engine would see it: the last one. */
export function propertyNamed(object: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined {
  return object.properties.findLast((property) => property.name !== undefined && nameText(property.name) === name);
}

function nameText(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}

function defaultExport(file: ts.SourceFile): ts.Expression | undefined {
  for (const statement of file.statements) {
    if (isJson(file)) return ts.isExpressionStatement(statement) ? statement.expression : undefined;
    if (ts.isExportAssignment(statement)) return statement.expression;
    if (ts.isExportDeclaration(statement) && statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)) {
      const specifier = statement.exportClause.elements.find(({ name }) => name.text === 'default');
      const local = specifier?.propertyName;
      if (statement.moduleSpecifier === undefined && local !== undefined && ts.isIdentifier(local)) return local;
    }
    if (ts.isExpressionStatement(statement) && ts.isBinaryExpression(statement.expression)) {
      const { left, operatorToken, right } = statement.expression;
      if (operatorToken.kind === ts.SyntaxKind.EqualsToken && left.getText(file) === 'module.exports') return right;
    }
  }
  return undefined;
}

/** What an expression stands for, as far as this file says. */
function resolved(expression: ts.Expression, file: ts.SourceFile, seen: ReadonlySet<ts.Expression> = new Set()): ts.Expression {
  if (seen.has(expression)) return expression; // `const a = a`
  const next = (inner: ts.Expression): ts.Expression => resolved(inner, file, new Set([...seen, expression]));
  if (
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isTypeAssertionExpression(expression) ||
    ts.isNonNullExpression(expression)
  ) {
    return next(expression.expression);
  }
  if (ts.isCallExpression(expression)) {
    const [only, ...more] = expression.arguments;
    return only === undefined || more.length > 0 || ts.isSpreadElement(only) ? expression : next(only);
  }
  if (ts.isIdentifier(expression)) {
    const constant = constantNamed(expression.text, file);
    return constant === undefined ? expression : next(constant);
  }
  return expression;
}

function constantNamed(name: string, file: ts.SourceFile): ts.Expression | undefined {
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const found = statement.declarationList.declarations.find((one) => ts.isIdentifier(one.name) && one.name.text === name);
    if (found !== undefined) return found.initializer;
  }
  return undefined;
}
