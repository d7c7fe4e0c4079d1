import { runInThisContext } from 'node:vm';
import { bytes, file, uploaded, type Clock } from '@opus-codegen/runtime';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { workflowNames } from '../../generator/src/names/workflow-names.ts';
import { createGuard } from '../../runtime/src/guard/guard.ts';
import { SchemaDriftError, type SchemaChange } from '../../runtime/src/errors/index.ts';
import type { GuardVerdict } from '../../runtime/src/guard/guard.ts';
import type { OperatorCalls } from '../../runtime/src/operator/calls.ts';
import type { DriftMode } from '../../runtime/src/options.ts';
import type { WorkflowDescriptor } from '../../runtime/src/descriptor.ts';
import type { Modules } from './compiler.ts';

/** Code that calls a workflow, as its authors wrote it before the change: for the compiler as text, for the guard as values. */

/** What generated code knows of its workflow. */
export function descriptorOf(key: string, locked: LockedWorkflow): WorkflowDescriptor {
  const { workflowId, pin, generation, name, inputs, outputs } = locked;
  return { key, workflowId, ...(pin === undefined ? {} : { pin }), generation, name, inputs, outputs };
}

/** The value of a caller's TypeScript text, in this realm: `Date` and `Object` are the ones the runtime knows. */
export function valueOf(input: string): unknown {
  const make: unknown = runInThisContext(`(file, bytes, uploaded) => (${input})`);
  // The text above is an arrow function, whatever stands in it.
  return (make as (...scope: readonly unknown[]) => unknown)(file, bytes, uploaded);
}

export type GuardAnswer =
  | { readonly passed: true; readonly verdict: GuardVerdict; readonly changes: readonly SchemaChange[] }
  | { readonly passed: false; readonly changes: readonly SchemaChange[]; readonly message: string };

const STILL: Clock = { now: () => 0, random: () => 0.5, setTimer: () => () => {} };

/** Asks the guard about runs of old code against what the service answers now. */
export type AskGuard = (input: unknown, mode?: DriftMode) => Promise<GuardAnswer>;

export function guardOf(descriptor: WorkflowDescriptor, live: unknown): AskGuard {
  // The guard makes this one call.
  const calls = { getWorkflow: async () => live } as unknown as OperatorCalls;
  const guard = createGuard({ calls, clock: STILL });
  return async (input, mode = 'adapt') => {
    try {
      const verdict = await guard.check({ descriptor, input, mode, maxAgeMs: 1, context: {} });
      return { passed: true, verdict, changes: verdict.changes };
    } catch (error) {
      if (!(error instanceof SchemaDriftError)) throw error;
      return { passed: false, changes: error.changes, message: error.message };
    }
  };
}

/** `level rule place` without the last name of what is new: the guard has no lockfile to find the name in that a regeneration would give. */
export function unnamed(line: string): string {
  return / (?:variable|field)-added\S* /.test(line) ? line.replace(/(?:\.[^.[\]"]+|\["(?:[^"\\]|\\.)*"\])$/, '.…') : line;
}

/** The module paths of a workflow's binding and of the code that uses it. */
export interface ModulePaths {
  readonly binding: string;
  readonly callers: string;
}

export function modulePaths(folder: string, when: 'before' | 'after'): ModulePaths {
  return { binding: `${folder}/${when}.ts`, callers: `${folder}/callers-${when}.ts` };
}

const IMPORT_LINES = 2;

/**
 * A binding, and the same callers and readers beside it: one a line, so that a line tells which of them does not compile. In scope are `file`,
 * `bytes`, `uploaded`, and as `Before` the type of the outputs when the code was written.
 *
 * @param names the workflow's key, when it is not the folder.
 */
export function modulesOf(
  folder: string,
  when: 'before' | 'after',
  binding: string,
  { inputs, reads }: { readonly inputs: readonly string[]; readonly reads: readonly string[] },
  names = workflowNames(folder),
): Modules {
  const paths = modulePaths(folder, when);
  const lines = [
    `import { bytes, file, uploaded } from '@opus-codegen/runtime'; void bytes; void file; void uploaded;`,
    `import { ${names.run} as run } from './${when}.ts'; import type { ${names.outputs} as Before } from './before.ts';`,
    ...inputs.map((input) => `void run(${input});`),
    ...reads.map((code) => `void run(undefined as never).then(({ outputs }) => { ${code} });`),
  ];
  return new Map([
    [paths.binding, binding],
    [paths.callers, lines.join('\n')],
  ]);
}

/** Which of the callers and readers, in their order, compile. */
export function compiling(broken: ReadonlyMap<number, string>, count: number): readonly boolean[] {
  return Array.from({ length: count }, (_, index) => !broken.has(index + IMPORT_LINES));
}
