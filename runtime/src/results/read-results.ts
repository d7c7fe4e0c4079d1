import { fieldIn, isFields, type Fields } from '../answer-fields.ts';
import type { RawOutput } from './raw-output.ts';

/** A results answer, whichever of its shapes it came in (operator-api.md §4, R1 to R8). */
export interface ResultsReading {
  readonly outputs: ReadonlyMap<string, RawOutput>;
  readonly summary?: string;
  readonly outputFiles: readonly string[];
}

/**
 * `empty`: there is a place for outputs and nothing in it; `notThere`: no such place at all, the results are not written yet;
 * `unreadable`: an answer of no known shape.
 */
export type ResultsVerdict =
  | { readonly kind: 'read' | 'empty'; readonly reading: ResultsReading }
  | { readonly kind: 'notThere' }
  | { readonly kind: 'unreadable'; readonly topLevelKeys: readonly string[] };

/** Finds the outputs. Pure; never throws on any JSON. */
export function readResults(answer: unknown): ResultsVerdict {
  // R6: a list of objects, empty where the branch gave none.
  if (Array.isArray(answer)) return verdict({ outputs: new Map(entriesOf(place(answer) ?? {})), outputFiles: [] });
  if (isEmpty(answer)) return { kind: 'notThere' };
  if (!isFields(answer)) return { kind: 'unreadable', topLevelKeys: [] };
  const outputs = locate(answer);
  if (outputs === undefined) {
    return 'results' in answer ? { kind: 'notThere' } : { kind: 'unreadable', topLevelKeys: Object.keys(answer).slice(0, 20) };
  }
  const results = isFields(answer['results']) ? answer['results'] : answer;
  const { summary } = results;
  const outputFiles = stringsOf(results['outputFiles']);
  const named = new Map(entriesOf(outputs));
  if (typeof summary !== 'string') return verdict({ outputs: named, outputFiles });
  return verdict({ outputs: withSummary(named, summary), outputFiles, summary });
}

/** R1 keeps the summary apart from the data: a declared output called so finds it there, unless the data holds one. */
function withSummary(outputs: ReadonlyMap<string, RawOutput>, summary: string): ReadonlyMap<string, RawOutput> {
  const taken = [...outputs].some(([wire, { displayName }]) => wire === 'summary' || (displayName ?? wire) === 'Summary');
  return taken || summary === '' ? outputs : new Map([...outputs, ['summary', { value: summary, displayName: 'Summary' }]]);
}

/** The object that holds the outputs by name: the first candidate that holds any, else the first that could. */
function locate(answer: Fields): Fields | undefined {
  const { results, data } = answer;
  const candidates = [
    answer['jobResultsPayloadSchema'], // R2, R3
    fieldIn(results, 'jobResultsPayloadSchema'), // R4
    fieldIn(fieldIn(results, 'data'), 'jobResultsPayloadSchema'), // R5
    fieldIn(results, 'data'), // R1, R8
    fieldIn(data, 'jobResultsPayloadSchema'),
    isFields(results) ? withoutContractKeys(results) : results, // R7, or R1 without data
    data,
  ]
    .map(place)
    .filter((candidate) => candidate !== undefined)
    .map(withoutSchemaKey);
  return candidates.find((candidate) => Object.keys(candidate).length > 0) ?? candidates[0];
}

/** A list of objects counts as one object (R6, also seen deeper). */
function place(candidate: unknown): Fields | undefined {
  if (isFields(candidate)) return candidate;
  if (!Array.isArray(candidate) || !candidate.every(isFields)) return undefined;
  return Object.fromEntries(candidate.flatMap((part) => Object.entries(part)));
}

/** What R4 and R5 hold the outputs under is a candidate of its own, never an output: an empty one would look like a result. */
function withoutSchemaKey(outputs: Fields): Fields {
  return Object.fromEntries(Object.entries(outputs).filter(([key]) => key !== 'jobResultsPayloadSchema'));
}

/** R1's own keys beside the data; an output of that name would be an object with a `value`. */
function withoutContractKeys(results: Fields): Fields {
  const kept = Object.entries(results).filter(
    ([key, value]) => !['summary', 'outputFiles', 'data'].includes(key) || (isFields(value) && 'value' in value),
  );
  return Object.fromEntries(kept);
}

function entriesOf(outputs: Fields): [string, RawOutput][] {
  return Object.entries(outputs).map(([wire, held]) => [wire, rawOutput(held)]);
}

/** What stands beside `value` in a wrapper; an output that is itself an object may have a field called `value` too. */
const WRAPPER_KEYS = ['type', 'displayName', 'display_name', 'variable_name'];

/** A wrapped value (`{ value, type, displayName }`) or, in R6 and R8, the value itself. */
function rawOutput(held: unknown): RawOutput {
  if (!isFields(held) || !Object.hasOwn(held, 'value')) return { value: held };
  if (Object.keys(held).length > 1 && !WRAPPER_KEYS.some((key) => Object.hasOwn(held, key))) return { value: held };
  const { value, type } = held;
  const displayName = held['displayName'] ?? held['display_name'];
  return {
    value,
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof displayName === 'string' ? { displayName } : {}),
  };
}

function verdict(reading: ResultsReading): ResultsVerdict {
  const something = reading.outputs.size > 0 || reading.outputFiles.length > 0 || (reading.summary ?? '') !== '';
  return { kind: something ? 'read' : 'empty', reading };
}

function isEmpty(answer: unknown): boolean {
  return answer === undefined || answer === null || answer === '' || (isFields(answer) && Object.keys(answer).length === 0);
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
