import { beforeAll, expect, test } from 'vitest';
import { workflowNames } from '../../generator/src/names/workflow-names.ts';
import { compile } from './compiler.ts';
import { compiling, modulePaths, modulesOf } from './old-code.ts';
import { randomBatch, type Sampled } from './random/batch.ts';
import { becameJson, objections, onlyBreaking } from './random/judged.ts';
import { bindingOf, KEY, lockAfterPull } from './random/regeneration.ts';
import { NOT_AS_IT_TRAVELS } from './random/samples.ts';

/**
 * `check` and the compiler about random edits of random workflows: old callers and readers against the regenerated bindings, all in one program,
 * which is what makes this quick.
 */

interface Compiled extends Sampled {
  readonly reads: readonly string[];
  /** Whether each of `inputs`, then each of `reads`, compiles. */
  readonly before: readonly boolean[];
  readonly after: readonly boolean[];
}

const batch = randomBatch(200);
let compiled: readonly Compiled[];

beforeAll(() => {
  compiled = compileAll(batch.edits);
}, 300_000);

function callersPath(folder: string, when: 'before' | 'after'): string {
  return modulePaths(folder, when).callers;
}

function compileAll(edits: readonly Sampled[]): readonly Compiled[] {
  const cases = edits.map((one, index) => ({
    ...one,
    folder: `edit${index}`,
    reads: one.locked.outputs.map(({ name }) => `const it: Before[${JSON.stringify(name)}] = outputs[${JSON.stringify(name)}]; void it;`),
  }));
  const names = workflowNames(KEY);
  const modules = cases.flatMap(({ folder, locked, live, ...code }) => [
    ...modulesOf(folder, 'before', bindingOf(locked), code, names),
    ...modulesOf(folder, 'after', bindingOf(lockAfterPull(live, locked)), code, names),
  ]);
  const broken = compile(
    new Map(modules),
    cases.flatMap(({ folder }) => [callersPath(folder, 'before'), callersPath(folder, 'after')]),
  );
  return cases.map((one) => {
    const linesOf = (when: 'before' | 'after'): readonly boolean[] =>
      compiling(broken.get(callersPath(one.folder, when)) ?? new Map(), one.inputs.length + one.reads.length);
    return { ...one, before: linesOf('before'), after: linesOf('after') };
  });
}

const callersOf = ({ after, inputs }: Compiled): readonly boolean[] => after.slice(0, inputs.length);
const readersOf = ({ after, inputs }: Compiled): readonly boolean[] => after.slice(inputs.length);
const isJson = (text: string): boolean => /json_string|unknown|node|binary/.test(text);

test('every sample and every reader compiles against what it was written for', () => {
  expect(batch.smallest(compiled.filter(({ before }) => before.includes(false)))).toBeUndefined();
  expect(compiled.reduce((sum, { before }) => sum + before.length, 0)).toBeGreaterThan(compiled.length);
});

test('where check objects to nothing about the inputs, every call compiles on', () => {
  const wrong = compiled.flatMap((one) => {
    if (objections('input', one).length > 0) return [];
    // Old code goes on with these as they are: only a regeneration asks for the text, the JSON or the list that travels.
    const mayAskForWhatTravels = one.findings.some(({ rule, side }) => rule === 'type-widened' && side === 'input');
    const code = one.inputs.find(
      (input, index) => callersOf(one)[index] === false && !(mayAskForWhatTravels && NOT_AS_IT_TRAVELS.test(input)),
    );
    return code === undefined ? [] : [{ ...one, code }];
  });
  expect(batch.smallest(wrong)).toBeUndefined();
});

test('where check finds one thing breaking about the inputs, some call stops compiling', () => {
  const wrong = compiled.filter((one) => {
    const finding = onlyBreaking('input', one);
    // What the compiler cannot see: the format of a date, fractions, and anything where JSON is taken.
    if (!one.isPlain || !one.isWhole || finding === undefined || finding.rule === 'date-format-changed' || becameJson(finding))
      return false;
    if (finding.after === 'whole number' && finding.before === 'number') return false;
    if (finding.rule === 'became-required' && isJson(JSON.stringify(one.locked.inputs))) return false;
    return !callersOf(one).includes(false);
  });
  expect(batch.smallest(wrong)).toBeUndefined();
});

test('where check objects to nothing about the outputs, every reader compiles on', () => {
  const wrong = compiled.filter(
    (one) =>
      objections('output', one).length === 0 &&
      // A definition gained is a type with names of its own, and text that is JSON is read as JSON from now on.
      !one.findings.some(({ rule, side }) => rule === 'type-narrowed' && side === 'output') &&
      readersOf(one).includes(false),
  );
  expect(batch.smallest(wrong)).toBeUndefined();
});

test('where an output or a field of one is gone, or may be empty now, some reader stops compiling', () => {
  const rules: ReadonlySet<string> = new Set(['variable-removed', 'field-removed', 'became-optional']);
  const wrong = compiled.filter((one) => {
    const finding = onlyBreaking('output', one);
    return (
      one.isPlain &&
      finding !== undefined &&
      rules.has(finding.rule) &&
      !isJson(JSON.stringify(one.locked.outputs)) &&
      !readersOf(one).includes(false)
    );
  });
  expect(batch.smallest(wrong)).toBeUndefined();
});
