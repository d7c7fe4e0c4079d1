import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import * as runtime from '@opus-codegen/runtime';
import { repositoryRoot } from '../project/linked-project.ts';

/**
 * What a person gets to read has a code: the command's messages are made by `diagnose`, the runtime's errors are `OpusError`s. Whatever else is made
 * to be thrown there must be listed here, with who sees it. (The local operator is a tool for tests: its errors are read by whoever wrote the test,
 * and `opus-codegen serve` makes messages of them.)
 */
const NOBODY_SEES: Readonly<Record<string, string>> = {
  'generator/src/cli/main.ts: interrupted': 'the reason of an abort; the message is OPUS9003',
  'generator/src/cli/main.ts: nobody reads stdout': 'the reason of an abort; there is nobody to tell',
  'generator/src/cli/program-model.ts: no commands are declared': 'they are',
  'generator/src/cli/prompts.ts: interrupted': 'the abort wins; the message is OPUS9003',
  'generator/src/config-edit/edit-json.ts: not a JSON object': 'asked before: OPUS1026',
  'generator/src/emit/bindings.ts: ${key}.${unusable.place} has the name ${JSON.stringify(unusable.name)}, which cannot stand in code.':
    'the lockfile is refused before: OPUS2009',
  "generator/src/emit/bindings.ts: The workflow keys ${clash.keys.join(' and ')} both give ${clash.name}.":
    'the config is refused before: OPUS1009',
  'generator/src/impact/program/compiler-host.ts: A program made to look at impact writes nothing.': 'the compiler is never asked to write',
  'generator/src/names/workflow-names.ts: The workflow key ${JSON.stringify(key)} has no letter or digit to make names of.':
    'the config is refused before: OPUS1007',
  'generator/src/own-package.ts: ${OWN_NAME} cannot find its own package.json above ${import.meta.dirname}': 'a bug of ours: OPUS9002',
  'generator/src/reports/joined-report.ts: no report to join': 'there is always a config, and so a report',
  'generator/src/run/rows/lines.ts: line ${number + 1} is longer than 64 MB': 'told as OPUS7003',
  'generator/src/write/commit-files.ts: A commit that was cut short has to be completed before another begins.': 'a bug of ours: OPUS9002',
  'generator/src/write/stage-changes.ts: no file': 'the cause inside of OPUS5004 to OPUS5006',
};

/** Caught where they are thrown from, and told as a message there. */
const TOLD_ELSEWHERE = new Set([
  'DiagnosticError',
  'CommanderError',
  'InvalidArgumentError',
  'LockfileDamage',
  'ImpactError',
  'FormatError',
]);

test('nothing but messages and errors with a code reaches a person', () => {
  const found = sources().flatMap((path) => madeErrors(path).filter(({ name }) => !hasCode(name)));
  const strangers = found.map(({ path, text }) => `${path}: ${text}`);
  expect([...new Set(strangers)].toSorted()).toEqual(Object.keys(NOBODY_SEES).toSorted());
});

test('nothing is written past the one place that writes', () => {
  const writing = sources().filter((path) => /\bconsole\.|process\.std(?:out|err)\b/.test(withoutComments(path)));
  expect(writing).toEqual(['generator/src/cli/main.ts']);
});

function sources(): readonly string[] {
  return globSync('{generator,runtime}/src/**/*.ts', { cwd: repositoryRoot })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/\.test\.ts$|\/testing\/|\/golden\//.test(path))
    .toSorted();
}

function hasCode(name: string): boolean {
  return TOLD_ELSEWHERE.has(name) || (name !== 'Error' && name in runtime);
}

interface MadeError {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

/** Every `new …Error(…)` of a file, and what is said there. */
function madeErrors(path: string): readonly MadeError[] {
  const file = ts.createSourceFile(path, readFileSync(join(repositoryRoot, path), 'utf8'), ts.ScriptTarget.Latest, true);
  const found: MadeError[] = [];
  const visit = (node: ts.Node): void => {
    const name = ts.isNewExpression(node) && ts.isIdentifier(node.expression) ? node.expression.text : '';
    if (/Error$|^LockfileDamage$/.test(name)) {
      const [said] = (node as ts.NewExpression).arguments ?? [];
      found.push({ path, name, text: said?.getText(file).replace(/^['"`](.*)['"`]$/s, '$1') ?? '' });
    }
    if (ts.isThrowStatement(node) && (ts.isStringLiteralLike(node.expression) || ts.isObjectLiteralExpression(node.expression))) {
      found.push({ path, name: 'Error', text: node.expression.getText(file) });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function withoutComments(path: string): string {
  const scanner = ts.createScanner(
    ts.ScriptTarget.Latest,
    true,
    ts.LanguageVariant.Standard,
    readFileSync(join(repositoryRoot, path), 'utf8'),
  );
  const words: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) words.push(scanner.getTokenText());
  return words.join('');
}
