import { parse, type ValueNode } from '@humanwhocodes/momoa';
import type { Step } from './place.ts';

/** Counted from 1. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

export type JsonReading =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** Where a value stands; for what is not there, the innermost thing around it that is. */
      positionOf(steps: readonly Step[]): TextPosition;
    }
  | { readonly ok: false; readonly position: TextPosition; readonly what: string };

/** Reads a JSON text. Its places are looked for only when somebody asks. */
export function readJson(text: string): JsonReading {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return failure(text, error);
  }
  let body: ValueNode | undefined;
  return {
    ok: true,
    value,
    positionOf(steps) {
      body ??= parse(text).body;
      return startOf(nodeAt(body, steps));
    },
  };
}

function nodeAt(node: ValueNode, [step, ...rest]: readonly Step[]): ValueNode {
  const next = step === undefined ? undefined : childOf(node, step);
  return next === undefined ? node : nodeAt(next, rest);
}

function childOf(node: ValueNode, step: Step): ValueNode | undefined {
  if (node.type === 'Array') return typeof step === 'number' ? node.elements[step]?.value : undefined;
  // Of a name that is given twice the last one counts.
  return node.type === 'Object' ? node.members.findLast(({ name }) => name.type === 'String' && name.value === step)?.value : undefined;
}

function startOf({ loc }: ValueNode): TextPosition {
  return { line: loc.start.line, column: loc.start.column };
}

function failure(text: string, error: unknown): JsonReading {
  const offset = offsetOf(text, error);
  const before = text.slice(0, offset);
  const position = { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
  const [found] = text.slice(offset);
  return { ok: false, position, what: found === undefined ? 'it ends too early' : `${JSON.stringify(found)} is out of place` };
}

/** JSON.parse tells a position for most of what can be wrong, and the other parser for the rest. */
function offsetOf(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const told = /at position (\d+)/.exec(message)?.[1];
  if (told !== undefined) return Number(told);
  if (message.includes('end of JSON input')) return text.length;
  try {
    parse(text);
  } catch (telling) {
    if (telling instanceof Error && 'offset' in telling && typeof telling.offset === 'number') return telling.offset;
  }
  return 0;
}
