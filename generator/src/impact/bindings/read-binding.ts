import { ts } from 'ts-morph';

/** The generated file of one workflow, as far as joining errors to findings needs it. */
export interface Binding {
  readonly workflowKey: string;
  /** Where its types stand in the workflow: `InvoiceInput` → `[['inputs']]`, `InvoiceInputLine` → `[['inputs', 'lines', '[]']]`. */
  readonly places: ReadonlyMap<string, readonly Place[]>;
}

/** As in a finding's path: `['inputs', 'lines', '[]', 'sku']`. */
export type Place = readonly string[];

/** What a generated file says about itself; `undefined` for the barrel, and for a file that is something else. */
export function readBinding(file: ts.SourceFile): Binding | undefined {
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { type, initializer } of statement.declarationList.declarations) {
      const key = initializer && workflowKey(initializer);
      if (key === undefined || type === undefined || !ts.isTypeReferenceNode(type)) continue;
      const [input, outputs] = type.typeArguments ?? [];
      const members = membersOf(file);
      const places = new Map<string, Place[]>();
      spread(nameOf(input), ['inputs'], members, places);
      spread(nameOf(outputs), ['outputs'], members, places);
      return { workflowKey: key, places };
    }
  }
  return undefined;
}

/** The places a declaration in a generated file stands for; none for what belongs to the workflow as a whole. */
export function placesOf(binding: Binding, declaration: ts.Node): readonly Place[] {
  for (let node = declaration; !ts.isSourceFile(node); node = node.parent) {
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return binding.places.get(node.name.text) ?? [];
    if (ts.isPropertySignature(node) && ts.isInterfaceDeclaration(node.parent)) {
      const name = propertyName(node.name);
      return name === undefined ? [] : (binding.places.get(node.parent.name.text) ?? []).map((place) => [...place, name]);
    }
  }
  return [];
}

/** The name as written, where it is written out. */
export function propertyName(name: ts.PropertyName | ts.BindingName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}

/** `key` of `defineWorkflow({ key: 'invoice', … })`. */
function workflowKey(initializer: ts.Expression): string | undefined {
  if (!ts.isCallExpression(initializer)) return undefined;
  const [descriptor] = initializer.arguments;
  if (descriptor === undefined || !ts.isObjectLiteralExpression(descriptor)) return undefined;
  for (const property of descriptor.properties) {
    if (!ts.isPropertyAssignment(property) || propertyName(property.name) !== 'key') continue;
    return ts.isStringLiteralLike(property.initializer) ? property.initializer.text : undefined;
  }
  return undefined;
}

type Members = ReadonlyMap<string, readonly ts.PropertySignature[]>;

/** By the name of the type; none for what is an alias: a long list of options, an object without fields. */
function membersOf(file: ts.SourceFile): Members {
  const members = new Map<string, readonly ts.PropertySignature[]>();
  for (const statement of file.statements) {
    if (ts.isInterfaceDeclaration(statement)) members.set(statement.name.text, statement.members.filter(ts.isPropertySignature));
    else if (ts.isTypeAliasDeclaration(statement)) members.set(statement.name.text, []);
  }
  return members;
}

function spread(name: string | undefined, place: Place, members: Members, places: Map<string, Place[]>): void {
  if (name === undefined) return;
  const known = places.get(name);
  if (known === undefined) places.set(name, [place]);
  else known.push(place);
  for (const property of members.get(name) ?? []) {
    const key = propertyName(property.name);
    if (key !== undefined && property.type !== undefined) spreadType(property.type, [...place, key], members, places);
  }
}

/** The types of the file below a property's type. They cannot hold themselves: a schema is a tree. */
function spreadType(type: ts.TypeNode, place: Place, members: Members, places: Map<string, Place[]>): void {
  if (ts.isUnionTypeNode(type)) for (const member of type.types) spreadType(member, place, members, places);
  else if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type)) spreadType(type.type, place, members, places);
  else if (ts.isArrayTypeNode(type)) spreadType(type.elementType, [...place, '[]'], members, places);
  else if (members.has(nameOf(type) ?? '') && place.length < MAX_DEPTH) spread(nameOf(type), place, members, places);
}

/** Deeper than schemas go (drift.md, Guards): a file that was edited into a circle ends here. */
const MAX_DEPTH = 70;

function nameOf(type: ts.TypeNode | undefined): string | undefined {
  return type !== undefined && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? type.typeName.text : undefined;
}
