import type { JobRecord } from '../jobs/job-record.ts';
import type { Outcome, OutcomeSource, Outputs } from '../jobs/outcome.ts';
import type { JsonRecord } from '../json.ts';
import { encodeOutputs } from './encode-outputs.ts';
import type { KnownSide } from './known-sides.ts';

/** Outputs under their generated names, or what gives them for the inputs of a job. */
export type GivenOutputs = Outputs | ((inputs: JsonRecord) => Outputs);

export interface Completion {
  /** The workflow's key, for messages. */
  readonly key: string;
  readonly given: GivenOutputs;
  /** The rest of the outcome. */
  readonly outcome: Outcome;
  /** The outputs of the workflow at this moment. */
  readonly outputs: () => KnownSide;
  readonly inputsOf: (job: JobRecord) => JsonRecord;
}

/**
 * The outcome of jobs that complete with given outputs. They are put on the wire when a job is executed, by the schema of that moment.
 *
 * @throws {Error} for outputs that do not fit, when they are known already.
 */
export function completion({ key, given, outcome, outputs, inputsOf }: Completion): OutcomeSource {
  if (typeof given !== 'function') {
    encodeSaying(key, given, outputs());
    return () => ({ ...outcome, outputs: encodeOutputs(given, outputs()) });
  }
  return (job) => {
    try {
      return { ...outcome, outputs: encodeSaying(key, given(inputsOf(job)), outputs()) };
    } catch (error) {
      // An answer that says "server error" would make a client ask on; a failed job tells its author what is wrong in the error of the run.
      const reason = error instanceof Error ? error.message : String(error);
      return { status: 'FAILED', failedNode: `operator.complete(${JSON.stringify(key)}, …)`, failureMessage: reason.replace(/\.$/, '') };
    }
  };
}

function encodeSaying(key: string, given: Outputs, outputs: KnownSide): Outputs {
  try {
    return encodeOutputs(given, outputs);
  } catch (error) {
    throw new Error(`${key} cannot complete with these outputs: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
