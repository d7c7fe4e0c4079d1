import { runInThisContext } from 'node:vm';
import { bytes, file, uploaded, type Clock } from '@opus-codegen/runtime';
import type { LockedWorkflow } from '../../generator/src/lock/model.ts';
import { workflowNames } from '../../generator/src/names/workflow-names.ts';
import { createGuard } from '../../runtime/src/guard/guard.ts';
import { SchemaDriftError, type SchemaChange } from '../../runtime/src/errors/index.ts';
import type { GuardVerdict } from '../../runtime/src/guard/guard.ts';
import type { OperatorCalls } from '../../runtime/src/operator/calls.ts';
import type { DriftMode } from '../../runtime/src/workflow/options.ts';
import type { WorkflowDescriptor } from '../../runtime/src/workflow/descriptor.ts';
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

/** Asks the guard about one run of old code against what the service answers now. */
export async function askGuard(
  descriptor: WorkflowDescriptor,
  live: unknown,
  input: unknown,
  mode: DriftMode = 'adapt',
): Promise<GuardAnswer> {
  // The guard makes this one call.
  const calls = { getWorkflow: async () => live } as unknown as OperatorCalls;
  const guard = createGuard({ calls, clock: STILL });
  try {
    const verdict = await guard.check({ descriptor, input, mode, maxAgeMs: 0, context: {} });
    return { passed: true, verdict, changes: verdict.changes };
  } catch (error) {
    if (!(error instanceof SchemaDriftError)) throw error;
    return { passed: false, changes: error.changes, message: error.message };
  }
}

/** The module path of a workflow's binding and of the code that uses it. */
export interface ModulePaths {
  readonly binding: string;
  readonly callers: string;
}

export function modulePaths(key: string, when: 'before' | 'after'): ModulePaths {
  return { binding: `${key}/${when}.ts`, callers: `${key}/callers-${when}.ts` };
}

const IMPORT_LINES = 2;

/** A binding, and the same callers and readers beside it: one a line, so that a line tells which of them does not compile. */
export function modulesOf(
  key: string,
  when: 'before' | 'after',
  binding: string,
  { inputs, reads }: { readonly inputs: readonly string[]; readonly reads: readonly string[] },
): Modules {
  const { run } = workflowNames(key);
  const paths = modulePaths(key, when);
  const lines = [
    `import { bytes, file, uploaded } from '@opus-codegen/runtime'; void bytes; void file; void uploaded;`,
    `import { ${run} as run } from './${when}.ts';`,
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
