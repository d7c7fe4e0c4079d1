import { coreOf, type LoadCore } from '../client/core.ts';
import { defaultClient } from '../client/default-client.ts';
import type { OpusClient } from '../client/client.ts';
import type { InputIssue } from '../input/issue.ts';
import { standardSchema, type StandardSchemaV1 } from '../input/standard-schema.ts';
import { loadEngine } from '../load-engine.ts';
import { loadValues } from '../load-values.ts';
import type { MapOptions } from '../map/options.ts';
import type { Settled } from '../map/settled.ts';
import type { DescriptorLiteral, WorkflowDescriptor } from '../descriptor.ts';
import type { WorkflowResult } from './finish.ts';
import { createJob, type Job } from './job.ts';
import type { RunOptions, WaitOptions } from '../options.ts';

/** A workflow as a typed value. Also a Standard Schema of its input. */
export interface Workflow<Input, Outputs> extends StandardSchemaV1<Input> {
  readonly descriptor: WorkflowDescriptor;
  /**
   * Everything wrong with the values and their files, as far as this machine can tell: what a run would be refused for before it asks the
   * service. Sends nothing; empty when nothing is wrong.
   */
  check(input: Input): Promise<readonly InputIssue[]>;
  /** {@link start}, then {@link Job.result}. */
  run(input: Input, options?: RunOptions): Promise<WorkflowResult<Outputs>>;
  /**
   * Checks the input, makes a job, uploads the files and executes it.
   *
   * @throws {InputError} values or files that do not fit. Nothing was created.
   * @throws {SchemaDriftError} the live workflow does not take these values. Nothing was created.
   * @throws {UploadError} a file was not taken. A job exists that runs nothing.
   * @throws {ExecuteOutcomeUnknownError} it may or may not be running.
   * @throws {ApiError} @throws {NetworkError} @throws {RequestTimeoutError} @throws {ConfigError} @throws {AbortedError}
   */
  start(input: Input, options?: RunOptions): Promise<Job<Outputs>>;
  /** A handle on a job that exists, by its id. Sends nothing. */
  job(jobExecutionId: string, options?: { readonly client?: OpusClient | undefined }): Job<Outputs>;
  /**
   * {@link run} for each item of a source of any length: at most `concurrency` at a time, each yielded as soon as it is settled. With a
   * `journal`, a second `map` after a crash goes on where the first stopped.
   */
  map(
    items: Iterable<Input> | AsyncIterable<Input>,
    options?: MapOptions<Input>,
  ): AsyncGenerator<Settled<Input, WorkflowResult<Outputs>>, void, undefined>;
}

/** What generated modules call, once each. Does nothing but make the object: no request, no look at the environment. */
export function defineWorkflow<Input, Outputs>(literal: DescriptorLiteral): Workflow<Input, Outputs> {
  // The generator writes what the lockfile holds, whose variables are of the model.
  const descriptor = literal as WorkflowDescriptor;
  const start = async (input: Input, options: RunOptions = {}): Promise<Job<Outputs>> => {
    const core = coreFor(options.client);
    const { startRun } = await loadEngine();
    const { jobExecutionId, outputs } = await startRun(await core(), descriptor, input, options);
    const { waitTimeoutMs, onEvent, signal } = options;
    const defaults: WaitOptions = { waitTimeoutMs, onEvent, signal };
    return createJob(core, { ...descriptor, outputs }, jobExecutionId, { justExecuted: true, defaults });
  };
  return {
    descriptor,
    async check(input) {
      const { checkInput } = await loadValues();
      return (await checkInput(descriptor.inputs, input)).issues;
    },
    start,
    run: async (input, options) => (await start(input, options)).result(),
    job: (jobExecutionId, options) =>
      createJob(async () => coreFor(options?.client)(), descriptor, jobExecutionId, { justExecuted: false, defaults: {} }),
    async *map(items, options) {
      // Loaded when it is used: most programs run one job at a time.
      const { mapRuns } = await import('../map/map.ts');
      yield* mapRuns(async () => coreFor(options?.client)(), descriptor, items, options);
    },
    ...standardSchema<Input>(descriptor.inputs),
  };
}

function coreFor(client: OpusClient | undefined): LoadCore {
  return coreOf(client ?? defaultClient());
}
