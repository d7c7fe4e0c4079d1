import { ts } from 'ts-morph';
import { propertyNamed } from './find-workflows.ts';
import { insertEntry, type Entry } from './insert-entry.ts';
import { parseSource } from './parse-source.ts';

/** A JSON object's text with an entry more in one of its objects, which is made where it is missing. Nothing else changes. Pure. */
export function entryAdded(text: string, objectName: string, entry: Entry & { readonly value: string }): string {
  const file = parseSource('package.json', text);
  const [statement] = file.statements;
  const root = statement !== undefined && ts.isExpressionStatement(statement) ? statement.expression : undefined;
  if (root === undefined || !ts.isObjectLiteralExpression(root)) throw new TypeError('not a JSON object');
  const inner = propertyNamed(root, objectName);
  if (inner !== undefined && ts.isPropertyAssignment(inner) && ts.isObjectLiteralExpression(inner.initializer))
    return insertEntry(file, inner.initializer, entry);
  return insertEntry(file, root, { key: objectName, value: { [entry.key]: entry.value } });
}
