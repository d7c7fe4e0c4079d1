import type { ClientCore } from '../client/core.ts';
import type { EventSink } from '../events.ts';
import type { UploadRequest } from '../files/upload.ts';
import type { GuardVerdict } from '../guard/guard.ts';
import { partOr } from '../load-aside.ts';
import { loadValues } from '../load-values.ts';
import type { CallContext, ExecutePayload } from '../operator/calls.ts';
import { isPlainInput, plainPayload } from '../plain/payload.ts';
import type { WorkflowDescriptor } from '../descriptor.ts';
import type { RunOptions } from '../options.ts';

/** A run that nothing local stands against any more. */
export interface PreparedRun {
  readonly verdict: GuardVerdict;
  /** What execute is sent. Uploads the files, if there are any. */
  payload(upload: Omit<UploadRequest, 'files'>): Promise<ExecutePayload>;
}

/** Everything that can be found out before a job exists: the values, the files, the live schema. */
export async function prepare(
  core: ClientCore,
  descriptor: WorkflowDescriptor,
  input: unknown,
  options: RunOptions,
  context: CallContext & { readonly events: EventSink; readonly workflowId: string },
): Promise<PreparedRun> {
  const { workflowId, inputs } = descriptor;
  const values = (): ReturnType<typeof loadValues> => partOr(loadValues(), 'INVALID_INPUT', context);
  const checked = isPlainInput(inputs, input) ? undefined : await (await values()).checkedFiles(inputs, input, workflowId);
  const verdict = await core.guard.check({
    descriptor,
    input,
    mode: options.drift ?? core.defaults.drift,
    maxAgeMs: options.schemaMaxAgeMs ?? core.defaults.schemaMaxAgeMs,
    context,
  });
  if (verdict.changes.length > 0) context.events.mention({ type: 'schema.drift', changes: verdict.changes });
  const plain = plainPayload({ ...verdict, input });
  if (plain !== undefined) return { verdict, payload: () => Promise.resolve(plain) };
  const { checkedFiles, uploadFiles, encodeInputs } = await values();
  // Again only by other types: a file that changes from here on is found when it is opened.
  const files = verdict.variables === inputs && checked !== undefined ? checked : await checkedFiles(verdict.variables, input, workflowId);
  return {
    verdict,
    payload: async (upload) => encodeInputs({ ...verdict, input, uploaded: await uploadFiles({ ...upload, files }) }),
  };
}
