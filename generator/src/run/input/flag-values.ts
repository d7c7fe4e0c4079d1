import type { Variable } from '@opus-codegen/schema';
import { readCell } from '../values/cell.ts';
import { fileValue } from '../values/file-value.ts';
import { readPlace, type Place, type Step } from '../values/place.ts';

/** One value given on the command line. */
export interface FlagValue {
  /** As it was typed, for messages: `--set total=12`. */
  readonly flag: string;
  readonly steps: readonly Step[];
  readonly value: unknown;
}

export interface FlagProblem {
  readonly flag: string;
  /** The place it speaks of, where that is one. */
  readonly steps?: readonly Step[];
  readonly what: string;
}

export interface FlagValues {
  readonly values: readonly FlagValue[];
  readonly problems: readonly FlagProblem[];
}

/**
 * Reads what `--set name=value` and `--file name=path` were given, all of it at once. Pure.
 *
 * @param folder what relative paths start at.
 */
export function readFlagValues(
  { set, file }: { readonly set: readonly string[]; readonly file: readonly string[] },
  inputs: readonly Variable[],
  folder: string,
): FlagValues {
  const values: FlagValue[] = [];
  const problems: FlagProblem[] = [];
  const given = (name: '--set' | '--file', texts: readonly string[]): readonly Given[] =>
    texts.flatMap((text) => {
      const flag = `${name} ${text}`;
      const [, left, right] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
      if (left === undefined || right === undefined || right === '') {
        // Nearly always a variable of the shell that is not set, and a job costs: no empty text on a guess.
        const empty = `${left ?? 'name'} was given nothing. An empty text is sent with --input.`;
        problems.push({
          flag,
          what: right === '' && name === '--set' ? empty : `It must be ${name === '--set' ? 'name=value' : 'name=path'}.`,
        });
        return [];
      }
      const reading = readPlace(left, inputs);
      if (reading.ok) return [{ flag, place: reading.place, text: right }];
      problems.push({ flag, what: reading.what });
      return [];
    });

  const taken = new Set<string>();
  for (const { flag, place, text } of given('--set', set)) {
    const { steps } = place;
    if (taken.has(place.text)) problems.push({ flag, steps, what: `${place.text} was set before.` });
    taken.add(place.text);
    const read = readCell(place.type, text, folder);
    if (read.ok) values.push({ flag, steps, value: read.value });
    else problems.push({ flag, steps, what: `${place.text}: ${read.what}.` });
  }
  for (const [text, files] of Map.groupBy(given('--file', file), ({ place }) => place.text)) {
    const [first] = files;
    if (first === undefined) continue;
    const { flag, place } = first;
    const { steps } = place;
    const paths = files.map((one) => fileValue(one.text, folder));
    if (taken.has(text)) problems.push({ flag, steps, what: `${text} was set before.` });
    else if (takesList(place)) values.push({ flag, steps, value: paths });
    else if (files.length > 1) problems.push({ flag: files[1]?.flag ?? flag, steps, what: `${text} takes one file.` });
    else values.push({ flag, steps, value: paths[0] });
  }
  return { values, problems };
}

interface Given {
  readonly flag: string;
  readonly place: Place;
  readonly text: string;
}

function takesList({ type }: Place): boolean {
  return type.type === 'array_files' || type.type === 'array' || (type.type === 'union' && type.anyOf.every((one) => one.type !== 'file'));
}
