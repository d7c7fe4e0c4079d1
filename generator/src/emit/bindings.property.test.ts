import type { Variable, VariableType } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import * as fc from 'fast-check';
import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { renderBindings } from './bindings.ts';
import { HOSTILE_TEXTS } from './testing/hostile-text.ts';
import { hostileWorkflow } from './testing/hostile-workflow.ts';
import { propertyRuns, propertyTimeoutMs } from '../testing/property-runs.ts';

async function parse(workflow: LockedWorkflow): Promise<{ readonly text: string; readonly file: ts.SourceFile }> {
  const files = await renderBindings({ hostile: workflow }, { importExtension: '.ts', barrel: false });
  const text = files.get('hostile.ts') ?? '';
  return { text, file: ts.createSourceFile('hostile.ts', text, ts.ScriptTarget.ES2022, true) };
}

/** What a literal of ours is worth: strings, numbers, `true`, `false`, lists and objects. */
function valueOf(node: ts.Expression): unknown {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(valueOf);
  if (!ts.isObjectLiteralExpression(node)) throw new Error(`no literal: ${node.getText()}`);
  return Object.fromEntries(
    node.properties.map((property) => {
      if (!ts.isPropertyAssignment(property)) throw new Error(`no plain property: ${property.getText()}`);
      return [property.name.getText(), valueOf(property.initializer)];
    }),
  );
}

/** The variables as a descriptor holds them. */
function withoutDescriptions(variables: readonly Variable[]): unknown {
  return JSON.parse(JSON.stringify(variables, (key, value: unknown) => (key === 'description' ? undefined : value)));
}

function descriptorOf(file: ts.SourceFile): unknown {
  const [statement] = file.statements.filter(ts.isVariableStatement);
  const call = statement?.declarationList.declarations[0]?.initializer;
  if (!call || !ts.isCallExpression(call) || !call.arguments[0]) throw new Error('no call of defineWorkflow');
  return valueOf(call.arguments[0]);
}

/** Every object type with known fields has an interface, once. */
function countObjects(variables: readonly Variable[]): number {
  return variables.map(objectsIn).reduce((sum, count) => sum + count, 0);
}

function objectsIn(type: VariableType): number {
  if (type.type === 'object') return type.fields ? 1 + countObjects(type.fields) : 0;
  if (type.type === 'array') return type.element ? objectsIn(type.element) : 0;
  return type.type === 'union' ? type.anyOf.map(objectsIn).reduce((sum, count) => sum + count, 0) : 0;
}

function tagsOf(node: ts.Node): readonly string[] {
  return ts.getJSDocTags(node).map((tag) => tag.tagName.text);
}

function commentsOf(text: string): readonly string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, text);
  const comments: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const isComment = kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
    if (isComment) comments.push(scanner.getTokenText());
  }
  return comments;
}

const RUN_TAGS = ['example', 'throws', 'throws', 'throws', 'throws', 'throws'];
const START_TAGS = ['throws', 'throws', 'throws'];

function expectOnlyWhatWasMeant(workflow: LockedWorkflow, { text, file }: { readonly text: string; readonly file: ts.SourceFile }): void {
  // Exactly what was meant to be there, and nothing that a text brought along.
  const interfaces = 2 + countObjects(workflow.inputs) + countObjects(workflow.outputs);
  expect(file.statements.map((statement) => ts.SyntaxKind[statement.kind])).toEqual([
    'ImportDeclaration',
    ...Array.from({ length: interfaces }, (_, index) => ts.SyntaxKind[file.statements[index + 1]?.kind ?? 0]),
    'FirstStatement',
    'FunctionDeclaration',
    'FunctionDeclaration',
  ]);
  expect(
    file.statements
      .slice(1, 1 + interfaces)
      .every((statement) => ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)),
  ).toBe(true);

  // Every text arrives as it is.
  const { workflowId, name, inputs, outputs, removed } = workflow;
  expect(descriptorOf(file)).toEqual({
    key: 'hostile',
    workflowId,
    generation: 'v2',
    name,
    inputs: withoutDescriptions(inputs),
    outputs: withoutDescriptions(outputs),
  });

  // No text makes a tag.
  const properties = file.statements.filter(ts.isInterfaceDeclaration).flatMap(({ members }) => [...members]);
  expect(properties.flatMap(tagsOf)).toEqual(removed.map(() => 'deprecated'));
  expect(file.statements.filter(ts.isFunctionDeclaration).map(tagsOf)).toEqual([RUN_TAGS, START_TAGS]);
  expect(file.statements.filter(ts.isVariableStatement).flatMap(tagsOf)).toEqual([]);
  // TypeScript looks for this one anywhere in a comment, and leaves the declaration out (`stripInternal`).
  expect(commentsOf(text).filter((comment) => comment.includes('@internal'))).toEqual([]);
  // And bundlers for these: only the one that we write is there.
  expect(commentsOf(text).filter((comment) => /[@#]__/.test(comment))).toEqual(['/* @__PURE__ */']);

  // Nothing hides, and nothing turns the text around.
  expect(/(?!\n)\p{Cc}|\p{Cs}|[\u2028\u2029\ufeff\u200b]|\p{Bidi_Control}/u.test(text)).toBe(false);
}

describe('hostile text in every place', () => {
  test(
    'is text in the file and nothing else',
    async () => {
      expect.hasAssertions();
      await fc.assert(
        fc.asyncProperty(hostileWorkflow, async (workflow) => {
          expectOnlyWhatWasMeant(workflow, await parse(workflow));
        }),
        propertyRuns,
      );
    },
    propertyTimeoutMs,
  );

  test.each(HOSTILE_TEXTS)('%j', async (text) => {
    expect.hasAssertions();
    const variable = { name: 'x', wire: text, id: `${text}.`, displayName: text, description: text } as const;
    const workflow: LockedWorkflow = {
      workflowId: text,
      name: text,
      description: text,
      generation: 'v2',
      fingerprint: { inputs: text, outputs: text },
      inputs: [
        { ...variable, type: 'str', options: [text] },
        { ...variable, name: 'y', type: 'file', accept: [text] },
        { ...variable, name: 'z', type: 'date', format: text },
      ],
      outputs: [{ ...variable, type: 'unknown', declared: text }],
      removed: [{ name: 'gone', displayName: text }],
    };
    expectOnlyWhatWasMeant(workflow, await parse(workflow));
  });
});
