import type { PayloadInstance } from '@opus-codegen/operator-api';
import type { Variable } from '@opus-codegen/schema';
import { own, recordOf } from '../json.ts';
import type { Outcome, Outputs } from '../jobs/outcome.ts';
import { plausibleOutputs, type PlausibleContext } from './plausible.ts';

/** The outputs of a job by wire name: the outcome's, else plausible ones; those of the branch taken, if it names one. */
export function outputsOf(outcome: Outcome, payload: PayloadInstance, declared: readonly Variable[], context: PlausibleContext): Outputs {
  const chosen =
    typeof outcome.outputs === 'function'
      ? outcome.outputs(payload, plausibleOutputs(declared, context))
      : (outcome.outputs ?? plausibleOutputs(declared, context));
  const byWire = Object.keys(chosen).map((name) => [wireOf(name, declared), own(chosen, name)] as const);
  const branch = outcome.branch?.map((name) => wireOf(name, declared));
  return recordOf(byWire.filter(([wire, value]) => value !== undefined && (branch === undefined || branch.includes(wire))));
}

/** The wire name that a wire or display name means; a name nobody declared stays as it is. */
function wireOf(name: string, declared: readonly Variable[]): string {
  if (declared.some((variable) => variable.wire === name)) return name;
  return declared.find((variable) => variable.displayName === name)?.wire ?? name;
}

const OUTPUT_URL = /^https?:\/\/\S+\.[a-z]{3,4}$/i;

/** The file URLs among declared file outputs, in their order. */
export function outputFilesOf(outputs: Outputs, declared: readonly Variable[]): readonly string[] {
  return declared
    .flatMap((variable) => {
      const value = own(outputs, variable.wire);
      return holdsFiles(variable) ? (Array.isArray(value) ? (value as readonly unknown[]) : [value]) : [];
    })
    .filter((value): value is string => typeof value === 'string' && OUTPUT_URL.test(value));
}

const holdsFiles = (variable: Variable): boolean =>
  variable.type === 'file' || variable.type === 'array_files' || (variable.type === 'array' && variable.element?.type === 'file');
