import type { Variable } from '@opus-codegen/schema';
import { ifPlain, isPlainObject, notPlain, plainFields } from './values.ts';

/** What a results answer holds, read and decoded. */
export interface PlainResults {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly outputFiles: readonly string[];
  readonly summary?: string;
}

/** What today's service holds the outputs under. */
const SCHEMA = 'jobResultsPayloadSchema';

/**
 * A results answer as the contract has it or as it comes today (operator-api.md §4, R1 and R2), with plain outputs under their wire names: what
 * `readResults` and `decodeOutputs` make of it (plain.test.ts). `undefined` for every other; those two know the other shapes, labels, and how
 * values are made what they should be.
 */
export function plainResults(answer: unknown, variables: readonly Variable[]): PlainResults | undefined {
  return ifPlain(() => {
    const fields = plainObject(answer);
    const isToday = SCHEMA in fields && !('results' in fields);
    const results = isToday ? fields : plainObject(fields['results']);
    const data = plainObject(results[isToday ? SCHEMA : 'data']);
    // Outputs may also stand further down, in a place of that name.
    if (SCHEMA in data || (!isToday && (SCHEMA in fields || SCHEMA in results))) return notPlain();

    const values = Object.entries(data).map(([wire, held]): [string, unknown] => [wire, valueIn(held)]);
    const outputs = plainFields(variables, Object.fromEntries(values), 'read');
    const { summary = '', outputFiles = [] } = results;
    // An empty place is filled a moment later, and a summary may be the output that is missing.
    if (values.length === 0 || (values.length < variables.length && summary !== '')) return notPlain();
    if (typeof summary !== 'string' || !Array.isArray(outputFiles) || !outputFiles.every((url) => typeof url === 'string'))
      return notPlain();
    return { outputs, outputFiles, ...('summary' in results && { summary }) };
  });
}

function plainObject(value: unknown): Readonly<Record<string, unknown>> {
  return isPlainObject(value) ? value : notPlain();
}

/** A value as it is, or in the wrapper that tells its type. */
function valueIn(held: unknown): unknown {
  if (!isPlainObject(held) || !('value' in held)) return held;
  return 'type' in held || 'displayName' in held ? held['value'] : notPlain();
}
