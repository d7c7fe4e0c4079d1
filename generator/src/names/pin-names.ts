import { matchVariables, type Variable, type WorkflowSchema } from '@opus-codegen/schema';
import type { LockedWorkflow, RemovedVariable } from '@opus-codegen/schema/lockfile';
import type { NameDiagnostic } from './diagnostic.ts';
import { isUsableName } from './identifier.ts';
import { pinLevel, type PinLog } from './pin-level.ts';

/** Names the config gives, by wire name. A field is reached by its path, as messages show it: `party.city`, `lines[].sku`. */
export interface NameOverrides {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
}

export interface PinNamesArgs {
  /** The workflow's key in the config; for messages only. */
  readonly key: string;
  readonly live: WorkflowSchema;
  /** What the lockfile holds of this workflow. Absent on the first pull. */
  readonly locked?: LockedWorkflow;
  readonly overrides?: NameOverrides;
}

export interface PinnedNames {
  readonly inputs: readonly Variable[];
  readonly outputs: readonly Variable[];
  readonly removed: readonly RemovedVariable[];
  readonly diagnostics: readonly NameDiagnostic[];
}

/**
 * Gives every variable of a live schema its TypeScript name: the one the config says, else the one it has in the lockfile, else a new one.
 *
 * The result is the live schema in the lockfile's order, new variables last. So neither a regenerated wire name nor an edited label nor a
 * shuffled answer changes anybody's source. Inputs that went away are listed in `removed`, after those that went away before.
 */
export function pinNames({ key, live, locked, overrides = {} }: PinNamesArgs): PinnedNames {
  const inputs = pinSide(`${key}.inputs`, 'input', live.inputs, locked?.inputs ?? [], overrides.inputs ?? {});
  const outputs = pinSide(`${key}.outputs`, 'output', live.outputs, locked?.outputs ?? [], overrides.outputs ?? {});
  return {
    inputs: inputs.variables,
    outputs: outputs.variables,
    removed: removedInputs(inputs.variables, live.inputs, locked),
    diagnostics: [...inputs.diagnostics, ...outputs.diagnostics],
  };
}

interface PinnedSide {
  readonly variables: readonly Variable[];
  readonly diagnostics: readonly NameDiagnostic[];
}

function pinSide(
  root: string,
  fallback: string,
  live: readonly Variable[],
  locked: readonly Variable[],
  overrides: Readonly<Record<string, string>>,
): PinnedSide {
  const seen: PinLog = { diagnostics: [], paths: new Set(), moved: new Map() };
  const variables = pinLevel(live, locked, { root, prefix: '', fallback, overrides: new Map(Object.entries(overrides)), seen });
  const unused = Object.keys(overrides).filter((path) => !seen.paths.has(path));
  return { variables, diagnostics: [...seen.diagnostics, ...unused.map((path) => unusedOverride(root, path, seen.moved.get(path)))] };
}

function unusedOverride(root: string, path: string, movedTo: string | undefined): NameDiagnostic {
  return {
    kind: 'override-unused',
    place: `${root}.${path}`,
    message:
      movedTo === undefined
        ? `The config names a variable ${JSON.stringify(path)}, which the workflow does not have.`
        : `The platform calls this variable ${JSON.stringify(movedTo)} now. It keeps its name through the lockfile.`,
    fix:
      movedTo === undefined
        ? `Take ${JSON.stringify(path)} out of workflows.${root}.`
        : `In workflows.${root}, write ${JSON.stringify(movedTo)} in place of ${JSON.stringify(path)}.`,
  };
}

/**
 * What callers may still pass though the workflow no longer takes it. A name that is in use again is no longer removed, and an input that goes on
 * under another name never was.
 *
 * @param inputs with their names
 * @param live the same as the service tells them
 */
function removedInputs(
  inputs: readonly Variable[],
  live: readonly Variable[],
  locked: LockedWorkflow | undefined,
): readonly RemovedVariable[] {
  if (locked === undefined) return [];
  const names = new Set(inputs.map(({ name }) => name));
  const gone = [
    ...locked.removed,
    ...matchVariables(locked.inputs, live).removed.map(({ name, displayName }) => ({
      name,
      ...(displayName === undefined ? {} : { displayName }),
    })),
  ];
  const removed = new Map<string, RemovedVariable>();
  for (const variable of gone) if (!names.has(variable.name) && isUsableName(variable.name)) removed.set(variable.name, variable);
  return [...removed.values()];
}
