import { relative } from 'node:path';
import type { ts } from 'ts-morph';
import type { SourcePlace } from '../impact.ts';
import { slashed } from '../program/overlay.ts';

const MAX_TEXT = 160;

export function sourcePlace(file: ts.SourceFile, start: number, cwd: string): SourcePlace {
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  return { file: slashed(relative(cwd, file.fileName)), line: line + 1, column: character + 1 };
}

/** The line a position is in, trimmed and cut. */
export function sourceLine(file: ts.SourceFile, start: number): string {
  const starts = file.getLineStarts();
  const { line } = file.getLineAndCharacterOfPosition(start);
  return cut(file.text.slice(starts[line], starts[line + 1]).trim(), MAX_TEXT);
}

/** In one line, and no longer than this. */
export function cut(text: string, length: number): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
