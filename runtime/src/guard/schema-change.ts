import { placeOf, type Change, type Evidence } from '@opus-codegen/schema';
import type { SchemaChange } from '../errors/index.ts';
import { expected, literal } from '../input/describe.ts';

/** A change in the words of an error or event: short, because `opus-codegen diff` has the long ones. */
export function schemaChange(key: string, { rule, level, path, before, after, values = [] }: Change): SchemaChange {
  const place = [key, placeOf(path)].filter((part) => part !== '').join('.');
  const words = [
    rule.replaceAll('-', ' '),
    before && `from ${wordsOf(before)}`,
    after && `to ${wordsOf(after)}`,
    values.length > 0 && `(${values.map(literal).join(', ')})`,
  ];
  return { rule, level, place, message: `${place}: ${words.filter(Boolean).join(' ')}` };
}

function wordsOf(evidence: Evidence): string {
  if ('text' in evidence) return literal(evidence.text);
  return `${expected(evidence.type)}${evidence.type.nullable ? ' or nothing' : ''}`;
}
