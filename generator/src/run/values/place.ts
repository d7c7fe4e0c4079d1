import type { ElementType, Variable } from '@opus-codegen/schema';
import { closest } from '../../config/closest.ts';

export type Step = string | number;

/** Where a value belongs in the input of a workflow. */
export interface Place {
  /** As generated code names it, `lines[0].sku`. */
  readonly text: string;
  readonly steps: readonly Step[];
  readonly type: ElementType;
}

export type PlaceReading = { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly what: string };

/** Longer lists are no columns of a table. */
const MAX_INDEX = 999;
const ANYTHING: ElementType = { type: 'unknown', nullable: true };

/** Reads a place as somebody wrote it: in the head of a column, before the `=` of a flag. */
export function readPlace(text: string, inputs: readonly Variable[]): PlaceReading {
  const trimmed = text.trim();
  // A name may hold anything, when it comes to the worst a dot.
  const named = inputs.find(({ name }) => name === trimmed);
  if (named !== undefined) return { ok: true, place: { text: trimmed, steps: [trimmed], type: named } };
  const steps = stepsOf(trimmed) ?? [trimmed];
  let type: ElementType = { type: 'object', fields: inputs };
  for (const [index, step] of steps.entries()) {
    const next = typeAfter(type, step);
    if (next === undefined) return { ok: false, what: unknownPlace(type, step, textOfSteps(steps.slice(0, index))) };
    type = next;
  }
  return { ok: true, place: { text: textOfSteps(steps), steps, type } };
}

/** The type at a place, as far as it is described; `undefined` where there is no such place. */
export function typeAt(inputs: readonly Variable[], steps: readonly Step[]): ElementType | undefined {
  let type: ElementType | undefined = { type: 'object', fields: inputs };
  for (const step of steps) type = type && typeAfter(type, step);
  return type;
}

function textOfSteps(steps: readonly Step[]): string {
  return steps.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

/** Whether a place is another one or lies in it. */
export function isWithin(steps: readonly Step[], above: readonly Step[]): boolean {
  return above.every((step, index) => step === steps[index]);
}

function stepsOf(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (let rest = text; rest !== '';) {
    const found = /^(?:(\.?)([^.[\]]+)|\[(\d{1,4})\])/.exec(rest);
    if (found === null) return undefined;
    const [whole, dot, name, index] = found;
    // The first name has no dot before it, every later one has.
    if (name !== undefined && (dot === '.') === (steps.length === 0)) return undefined;
    if (index !== undefined && (Number(index) > MAX_INDEX || steps.length === 0)) return undefined;
    steps.push(name ?? Number(index));
    rest = rest.slice(whole.length);
  }
  return steps.length === 0 ? undefined : steps;
}

function typeAfter(type: ElementType, step: Step): ElementType | undefined {
  switch (type.type) {
    case 'object':
      if (typeof step === 'number') return undefined;
      return type.fields === undefined ? ANYTHING : type.fields.find(({ name }) => name === step);
    case 'array':
      return typeof step === 'number' ? (type.element ?? ANYTHING) : undefined;
    case 'array_files':
      return typeof step === 'number' ? { type: 'file', ...(type.accept && { accept: type.accept }) } : undefined;
    case 'json_string':
    case 'unknown':
      return ANYTHING;
    case 'union':
      return type.anyOf.map((one) => typeAfter(one, step)).find((one) => one !== undefined);
    case 'str':
    case 'int':
    case 'float':
    case 'bool':
    case 'date':
    case 'file':
      return undefined;
    default:
      return type satisfies never;
  }
}

function unknownPlace(type: ElementType, step: Step, before: string): string {
  if (type.type === 'array' || type.type === 'array_files') return `${before} is a list: write ${before}[0] for its first item.`;
  if (type.type !== 'object' || typeof step === 'number') return `${before} has no parts.`;
  const fields = type.fields ?? [];
  const meant = meantName(step, fields);
  const question = meant === undefined ? '' : ` Did you mean ${before === '' ? meant : `${before}.${meant}`}?`;
  const whole = before === '' ? 'This workflow has no input' : `${before} has no field`;
  return `${whole} "${step}".${question}`;
}

/** Somebody who knows the canvas or the wire writes those names. */
function meantName(typed: string, variables: readonly Variable[]): string | undefined {
  const word = typed.trim().toLowerCase();
  const same = variables.find(({ displayName, wire }) => displayName?.trim().toLowerCase() === word || wire.toLowerCase() === word);
  return (
    same?.name ??
    closest(
      typed,
      variables.map(({ name }) => name),
    )
  );
}
