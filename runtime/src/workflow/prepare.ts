import type { ClientCore } from '../client/core.ts';
import type { EventSink } from '../events.ts';
import type { StatedFile } from '../files/stat.ts';
import type { GuardVerdict } from '../guard/guard.ts';
import { checkInput } from '../input/check-input.ts';
import { inputError } from '../input/input-error.ts';
import type { CallContext } from '../operator/calls.ts';
import type { WorkflowDescriptor } from './descriptor.ts';
import type { RunOptions } from './options.ts';
import type { Variable } from '@opus-codegen/schema';

/** A run that nothing local stands against any more. */
export interface PreparedRun {
  readonly verdict: GuardVerdict;
  readonly files: readonly StatedFile[];
}

/** Everything that can be found out before a job exists: the values, the files, the live schema. */
export async function prepare(
  core: ClientCore,
  descriptor: WorkflowDescriptor,
  input: unknown,
  options: RunOptions,
  context: CallContext & { readonly events: EventSink },
): Promise<PreparedRun> {
  const files = await check(descriptor.inputs, input, descriptor);
  const verdict = await core.guard.check({
    descriptor,
    input,
    mode: options.drift ?? core.defaults.drift,
    maxAgeMs: options.schemaMaxAgeMs ?? core.defaults.schemaMaxAgeMs,
    context,
  });
  if (verdict.changes.length > 0) context.events.mention({ type: 'schema.drift', changes: verdict.changes });
  // Again only by other types: a file that changes from here on is found when it is opened.
  return { verdict, files: verdict.variables === descriptor.inputs ? files : await check(verdict.variables, input, descriptor) };
}

/** All issues at once, of values and of files, in one error. */
async function check(variables: readonly Variable[], input: unknown, { workflowId }: WorkflowDescriptor): Promise<readonly StatedFile[]> {
  const { files, issues } = await checkInput(variables, input);
  if (issues.length > 0) throw inputError(issues, workflowId);
  return files;
}
