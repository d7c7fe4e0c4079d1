import { explainChange, type Change } from '@opus-codegen/schema';
import type { SchemaChange } from '../errors/index.ts';
import { printable } from '../input/describe.ts';
import { memberText } from '../input/issue.ts';

/** A label or a wire name may be of any length; nobody reads further. */
const LONGEST = 1_000;

/** A change in the words that `opus-codegen check` has for it. */
export function schemaChange(key: string, change: Change): SchemaChange {
  const { message, hint } = explainChange(change);
  const { rule, level, path } = change;
  return {
    rule,
    level,
    place: shown(key + path.map((step) => (step === '[]' ? step : memberText(step))).join('')),
    message: shown(message),
    hint: shown(hint),
  };
}

function shown(text: string): string {
  return printable(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
