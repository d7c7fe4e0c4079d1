import type { WorkflowSchema } from '../model.ts';
import { readDefinitions, type Definitions } from './definitions.ts';
import type { SchemaDiagnostic } from './diagnostic.ts';
import { field, isRecord, text, type JsonRecord } from './json.ts';
import { MAX_VARIABLES } from './limits.ts';
import { locate, type Located } from './locate.ts';
import { startReading, type Reading } from './reading.ts';
import { readVariables } from './variable.ts';

/** A workflow, or why the answer holds none; either way with what was unclear. */
export type ReadResult =
  | {
      readonly ok: true;
      readonly workflow: WorkflowSchema;
      readonly definitions: Definitions;
      readonly diagnostics: readonly SchemaDiagnostic[];
    }
  | {
      readonly ok: false;
      readonly diagnostics: readonly SchemaDiagnostic[];
      /** The names of what the answer did hold, at most 50 and cut to 100 characters, for the error message. Never values. */
      readonly topLevelKeys: readonly string[];
    };

/**
 * Reads an answer of `GET /workflow/{id}`, of either generation (operator-api.md §2): parsed JSON in, the model out.
 *
 * Never throws. What is missing or unknown becomes `unknown` or "anything", with a diagnostic; only an answer without any map of inputs, or
 * with more variables than `MAX_VARIABLES`, is refused. Sample values and defaults are not read at all.
 */
export function readWorkflow(body: unknown): ReadResult {
  const reading = startReading();
  if (!isRecord(body)) {
    reading.note('not-an-object', '', 'The answer is no JSON object.');
    return { ok: false, diagnostics: reading.diagnostics, topLevelKeys: [] };
  }
  const located = locate(body);
  if (located === undefined) {
    reading.note('no-inputs', '', 'The answer has neither a jobPayloadSchema nor an input node with a schema.');
    return { ok: false, diagnostics: reading.diagnostics, topLevelKeys: keysOf(body) };
  }
  const sides = sidesOf(located, reading);
  if (sides === undefined) return { ok: false, diagnostics: reading.diagnostics, topLevelKeys: keysOf(body) };
  return {
    ok: true,
    workflow: { ...readHeader(located.workflow), generation: located.generation, ...sides },
    definitions: readDefinitions(located.inputs),
    diagnostics: reading.diagnostics,
  };
}

/** The variables of a workflow that was located; `undefined` when there are more of them than `MAX_VARIABLES`. */
export function readSides(located: Pick<Located, 'inputs' | 'outputs'>): Pick<WorkflowSchema, 'inputs' | 'outputs'> | undefined {
  return sidesOf({ guessed: [], ...located }, startReading());
}

function sidesOf(
  { guessed, inputs, outputs }: Pick<Located, 'guessed' | 'inputs' | 'outputs'>,
  reading: Reading,
): Pick<WorkflowSchema, 'inputs' | 'outputs'> | undefined {
  for (const role of guessed) {
    reading.note('node-guessed', `${role}s`, `The answer does not name its ${role} node; the only node of that type is used.`);
  }
  if (outputs === undefined) {
    reading.note('no-outputs', 'outputs', 'The answer does not describe outputs; the workflow is read as one without any.');
  }
  const sides = {
    inputs: readVariables(inputs, 'inputs', 1, reading),
    outputs: readVariables(outputs ?? {}, 'outputs', 1, reading),
  };
  if (!reading.overflowed) return sides;
  reading.note('too-many-variables', '', `The workflow describes more than ${MAX_VARIABLES} variables, fields and elements.`);
  return undefined;
}

function readHeader(workflow: JsonRecord): Pick<WorkflowSchema, 'workflowId' | 'name' | 'description' | 'version' | 'active'> {
  const workflowId = text(workflow, 'workflow_id');
  const version = field(workflow, 'version');
  const active = readActive(workflow);
  return {
    ...(workflowId === undefined ? {} : { workflowId }),
    name: text(workflow, 'name') ?? '',
    description: text(workflow, 'description') ?? '',
    ...(typeof version === 'number' && Number.isFinite(version) ? { version } : {}),
    ...(active === undefined ? {} : { active }),
  };
}

function readActive(workflow: JsonRecord): boolean | undefined {
  const active = field(workflow, 'active');
  if (typeof active === 'boolean') return active;
  switch (text(workflow, 'active_status')?.toLowerCase()) {
    case 'active':
      return true;
    case 'inactive':
      return false;
    default:
      return undefined;
  }
}

function keysOf(body: JsonRecord): readonly string[] {
  return Object.keys(body)
    .slice(0, 50)
    .map((key) => key.slice(0, 100));
}
