import { extname } from 'node:path';
import { ts } from 'ts-morph';

/** The syntax tree of a config or another JSON file. Text with errors in it gives a tree as well; whoever edits checks what came of it. */
export function parseSource(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, SCRIPT_KINDS[extname(path)] ?? ts.ScriptKind.TS);
}

/** Whether a file holds JSON, where quotes are double and no comma trails. */
export function isJson(file: ts.SourceFile): boolean {
  return extname(file.fileName) === '.json';
}

const SCRIPT_KINDS: Readonly<Record<string, ts.ScriptKind>> = {
  '.json': ts.ScriptKind.JSON,
  '.js': ts.ScriptKind.JS,
  '.mjs': ts.ScriptKind.JS,
};
