import type { Definitions, SchemaGeneration, SingleType, Variable, WorkflowSchema } from '@opus-codegen/schema';
import { isRecord, own, type JsonRecord } from '../json.ts';
import { declaredName, valueIssues, type IsStoredFile } from './value.ts';

/** What execute finds in a payload. */
export interface PayloadVerdict {
  /** Answered as a 400 list; empty when the payload is accepted. */
  readonly issues: readonly string[];
  /** Accepted, then the run dies at its input node, as the live service does without a word (operator-api.md §3). */
  readonly inputNodeRefusals: readonly string[];
  /** A definition sent as `type`: the live service answers 500. */
  readonly typeIsNoText: boolean;
  /** A v1 payload carried a `typeDefinition`. */
  readonly typeDefinitionOnV1: boolean;
}

/** Nothing to say against it. */
export const ACCEPTED: PayloadVerdict = { issues: [], inputNodeRefusals: [], typeIsNoText: false, typeDefinitionOnV1: false };

/** Judges a payload by the live schema, as strictly as the contract allows (operator-api.md §1, §3). */
export function judgePayload(
  payload: JsonRecord,
  workflow: WorkflowSchema,
  definitions: Definitions,
  isStored: IsStoredFile,
): PayloadVerdict {
  const known = new Map(workflow.inputs.map((input) => [input.wire, input]));
  const unknown = Object.keys(payload)
    .filter((wire) => !known.has(wire))
    .map((wire) => refused([`${placeOf(wire)} is no variable of this workflow`]));
  const judged = workflow.inputs.map((input) =>
    Object.hasOwn(payload, input.wire)
      ? judgeEntry(own(payload, input.wire), input, workflow.generation, definitions.get(input.wire), isStored)
      : refused(input.nullable === true ? [] : [`${placeOf(input.wire)} should not be empty`]),
  );
  const all = [...unknown, ...judged];
  return {
    issues: all.flatMap((verdict) => verdict.issues),
    inputNodeRefusals: all.flatMap((verdict) => verdict.inputNodeRefusals),
    typeIsNoText: all.some((verdict) => verdict.typeIsNoText),
    typeDefinitionOnV1: all.some((verdict) => verdict.typeDefinitionOnV1),
  };
}

const placeOf = (wire: string): string => `jobPayloadSchemaInstance.${wire}`;

const refused = (issues: readonly string[]): PayloadVerdict => ({ ...ACCEPTED, issues });

function judgeEntry(
  entry: unknown,
  input: Variable,
  generation: SchemaGeneration,
  definitions: ReadonlyMap<string, unknown> | undefined,
  isStored: IsStoredFile,
): PayloadVerdict {
  const place = placeOf(input.wire);
  if (!isRecord(entry)) return { ...ACCEPTED, issues: [`${place} must be an object`] };
  const type = own(entry, 'type');
  if (isRecord(type)) return { ...ACCEPTED, typeIsNoText: true };
  const missing = [
    ...(Object.hasOwn(entry, 'value') ? [] : [`${place}.value should not be empty`]),
    ...textIssues(type, `${place}.type`),
    ...labelIssues(own(entry, 'displayName'), input, `${place}.displayName`),
  ];
  if (missing.length > 0 || typeof type !== 'string') return { ...ACCEPTED, issues: missing };

  const value = own(entry, 'value');
  const allowed = input.type === 'union' ? input.anyOf : [input];
  if (
    type === 'str' &&
    allowed.some((single) => single.type === 'json_string') &&
    !allowed.some((single) => declaredName(single) === 'str')
  ) {
    return { ...ACCEPTED, inputNodeRefusals: [`${place}: declared json_string, sent as str`] };
  }
  const fitting = allowed.filter((single) => declaredName(single) === type || isUntold(single));
  if (fitting.length === 0) {
    return { ...ACCEPTED, issues: [`${place}.type must be one of the following values: ${allowed.map(declaredName).join(', ')}`] };
  }
  const nullable = input.nullable === true ? { nullable: true as const } : {};
  const tried = fitting.map((single) => valueIssues(value, { ...single, ...nullable }, `${place}.value`, isStored));
  const issues = tried.some((found) => found.length === 0) ? [] : (tried[0] ?? []);
  const sendsDefinition = Object.hasOwn(entry, 'typeDefinition');
  if (generation === 'v1') return { ...ACCEPTED, issues, typeDefinitionOnV1: sendsDefinition };
  const lacksDefinition = value !== null && !holdsDefinition(own(entry, 'typeDefinition'), type, definitions?.get(type));
  return {
    ...ACCEPTED,
    issues,
    inputNodeRefusals: lacksDefinition ? [`${place}: typeDefinition does not hold the declared definition`] : [],
  };
}

/** The service named no type: any name passes. */
const isUntold = (type: SingleType): boolean => type.type === 'unknown' && type.declared === undefined;

function textIssues(value: unknown, place: string): readonly string[] {
  if (value === undefined || value === null || value === '') return [`${place} should not be empty`];
  return typeof value === 'string' ? [] : [`${place} must be a string`];
}

/** A variable without a label of its own may be sent without one. */
function labelIssues(value: unknown, input: Variable, place: string): readonly string[] {
  return value === '' && input.displayName === undefined ? [] : textIssues(value, place);
}

/**
 * Whether what was sent stands for the declared definition: an object's names every declared field, an array's is an element with a type. Not compared
 * further, since a client may rebuild it from what it knows. Where nothing is declared nothing is asked for.
 */
function holdsDefinition(sent: unknown, type: string, declared: unknown): boolean {
  if (type !== 'array' && type !== 'object') return true;
  if (!isRecord(declared) || Object.keys(declared).length === 0) return true;
  if (!isRecord(sent)) return false;
  if (type === 'object') return Object.keys(declared).every((name) => Object.hasOwn(sent, name));
  return ['type', 'allowed_types', 'allowedTypes'].some((key) => Object.hasOwn(sent, key));
}
