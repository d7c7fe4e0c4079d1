import { readWorkflow, type RuleId } from '@opus-codegen/schema';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { judgePayload, type PayloadVerdict } from '../../packages/local-operator/src/validation/payload.ts';
import { asV1, asV2 } from '../../packages/schema/src/testing/wire-forms.ts';
import { collectFiles } from '../../runtime/src/files/collect.ts';
import { encodeInputs } from '../../runtime/src/input/encode.ts';
import { validateInput } from '../../runtime/src/input/validate.ts';
import { descriptorOf, guardOf, unnamed, valueOf, type GuardAnswer } from './old-code.ts';
import { randomBatch, type Sampled } from './random/batch.ts';
import { editedWorkflows } from './random/edits.ts';
import { becameJson, isSameForm, judged, objections, onlyBreaking } from './random/judged.ts';
import { check, KEY, lockAfterPull } from './random/regeneration.ts';

/** `check` and the guard about random edits of random workflows: what of the one follows from what of the other, exactly. */

interface Asked extends Sampled {
  /** What the guard says of each of `inputs`. */
  readonly answers: readonly GuardAnswer[];
  readonly strict: GuardAnswer;
  readonly crossed: boolean;
}

const batch = randomBatch(400);
let asked: readonly Asked[];

beforeAll(async () => {
  asked = await Promise.all(
    batch.edits.map(async (one) => {
      const ask = guardOf(descriptorOf(KEY, one.locked), one.live);
      return {
        ...one,
        answers: await Promise.all(one.inputs.map((input) => ask(valueOf(input)))),
        strict: await ask(valueOf(one.inputs[0] ?? '{}'), 'strict'),
        crossed: one.findings.some(({ rule }) => rule === 'labels-crossed'),
      };
    }),
  );
}, 300_000);

/** Nothing, or the smallest example of what `isWrong`, with the call where it tells one. */
function disagreement(isWrong: (one: Asked) => boolean | string | undefined): string | undefined {
  return batch.smallest(
    asked.flatMap((one) => {
      const wrong = isWrong(one);
      if (wrong === false || wrong === undefined) return [];
      return [{ ...one, code: typeof wrong === 'string' ? wrong : undefined }];
    }),
  );
}

test('the calls fitted before the change', () => {
  expect(
    disagreement(({ locked, inputs }) => inputs.find((input) => validateInput(locked.inputs, valueOf(input)).length > 0)),
  ).toBeUndefined();
});

test('the batch holds enough of what it is about', () => {
  const kinds = {
    crossed: asked.filter(({ crossed }) => crossed),
    silent: asked.filter((one) => objections('input', one).length === 0 && !isSameForm('inputs', one)),
    breaking: asked.filter((one) => one.isPlain && onlyBreaking('input', one) !== undefined),
  };
  expect(Object.entries(kinds).flatMap(([kind, { length }]) => (length < 3 ? [kind] : []))).toEqual([]);
});

test('findings but those of labels mean another form, and another form means findings', () => {
  const ofLabels: readonly RuleId[] = ['label-changed', 'labels-crossed'];
  for (const side of ['input', 'output'] as const) {
    expect(
      disagreement((one) => {
        const found = one.findings.some((finding) => finding.side === side && !ofLabels.includes(finding.rule));
        return found === isSameForm(`${side}s`, one);
      }),
    ).toBeUndefined();
  }
});

test('either generation tells the same of one edit', () => {
  fc.assert(
    fc.property(editedWorkflows({ unions: false, enforcement: true }), (edited) => {
      expect(judged(edited, asV1).findings).toEqual(judged(edited, asV2).findings);
    }),
  );
});

test('after a regeneration check is content, and the guard sees no change', async () => {
  for (const one of batch.edits) {
    const locked = lockAfterPull(one.live, one.locked);
    expect(check(locked, one.live)).toEqual([]);
    // Whatever the values: nothing is told of a schema that is the one the code was made from.
    expect((await guardOf(descriptorOf(KEY, locked), one.live)({})).changes).toEqual([]);
  }
});

test('the guard finds what check finds, on every side that changed its form or where labels crossed', () => {
  expect(
    disagreement((one) => {
      const found = one.findings
        .filter(({ side }) => side !== 'workflow' && (one.crossed || !isSameForm(`${side}s`, one)))
        .map(({ level, rule, place }) => unnamed(`${level} ${rule} ${place}`));
      const [answer] = one.answers;
      const told = answer?.changes.map(({ level, rule, place }) => unnamed(`${level} ${rule} ${place.slice(`${KEY}.`.length)}`));
      return told !== undefined && told.join() !== found.join() && `check: ${found.join()}; guard: ${told.join()}`;
    }),
  ).toBeUndefined();
});

test("under drift: 'strict' the guard refuses exactly where check finds more than info", () => {
  expect(
    disagreement((one) => one.strict.passed === one.findings.some(({ side, level }) => side !== 'workflow' && level !== 'info')),
  ).toBeUndefined();
});

test('where check objects to nothing about the inputs and no labels crossed, the guard refuses none of the calls that fitted', () => {
  expect(
    disagreement((one) => {
      if (objections('input', one).length > 0 || one.crossed) return false;
      return one.inputs.find((_, index) => one.answers[index]?.passed === false);
    }),
  ).toBeUndefined();
});

test('where labels crossed, the guard refuses every call', () => {
  expect(disagreement((one) => one.crossed && one.answers.some(({ passed }) => passed))).toBeUndefined();
});

test('where check finds one thing breaking about the inputs, the guard refuses some call that fitted', () => {
  expect(
    disagreement((one) => {
      const finding = onlyBreaking('input', one);
      // A date is rewritten for the caller, and what became JSON takes nearly everything: these stop other callers than ours.
      if (!one.isPlain || !one.isWhole || finding === undefined || finding.rule === 'date-format-changed' || becameJson(finding))
        return false;
      return one.answers.every(({ passed }) => passed);
    }),
  ).toBeUndefined();
});

test('what the guard lets pass is sent in a form that the service takes', () => {
  expect(
    disagreement((one) =>
      one.inputs.find((input, index) => {
        const answer = one.answers[index];
        return answer?.passed === true && !isAccepted(sent(one.live, answer, valueOf(input)));
      }),
    ),
  ).toBeUndefined();
});

/** What the service says of a run that the guard let pass. */
function sent(live: unknown, { verdict }: GuardAnswer & { readonly passed: true }, input: unknown): PayloadVerdict {
  const read = readWorkflow(live);
  if (!read.ok) throw new Error('the test wrote an answer that cannot be read');
  const { variables, generation, definitions } = verdict;
  const uploaded = new Map(collectFiles(variables, input).map(({ key, extension }) => [key, `https://files.test/it${extension}`]));
  const payload: unknown = JSON.parse(JSON.stringify(encodeInputs({ variables, generation, definitions, input, uploaded })));
  // An object of inputs by wire name is what encodeInputs makes.
  return judgePayload(payload as Readonly<Record<string, unknown>>, read.workflow, read.definitions, () => true);
}

function isAccepted({ issues, inputNodeRefusals, typeIsNoText, typeDefinitionOnV1 }: PayloadVerdict): boolean {
  return issues.length === 0 && inputNodeRefusals.length === 0 && !typeIsNoText && !typeDefinitionOnV1;
}
