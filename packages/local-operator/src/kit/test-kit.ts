import type { Canvas } from '../canvas/canvas.ts';
import type { Outcome, OutcomeUse } from '../jobs/outcome.ts';
import type { InputsOf, OutputsOf, WorkflowRef } from './bindings.ts';
import type { ClientOptions, OperatorEnvironment } from './client-options.ts';

/**
 * What a test says and asks in the words of its bindings. Workflows are named by key or by generated handle and are those of the lockfile the
 * operator was started with; without one, these methods throw.
 *
 * What is told holds for the jobs executed from then on, until something else is told: `times` makes it hold for so many jobs, which come before what
 * holds for all.
 */
export interface TestKit<Bindings = unknown> {
  /**
   * Jobs complete with these outputs, under their generated names; without any, with plausible ones. A function gets the inputs of each job.
   *
   * @throws {Error} for a name that is no output, or a value that is not of its type. A function that gives such, or throws, fails the job instead, and
   * the client's error says why.
   */
  complete<Ref extends WorkflowRef<Bindings>>(
    workflow: Ref,
    outputs?: OutputsOf<Bindings, Ref> | ((inputs: InputsOf<Bindings, Ref>) => OutputsOf<Bindings, Ref>),
    options?: CompleteOptions,
  ): void;
  /** Jobs fail. */
  fail(workflow: WorkflowRef<Bindings>, options?: FailOptions): void;
  /** Jobs are cancelled by somebody on the platform. */
  cancel(workflow: WorkflowRef<Bindings>, options?: EndOptions): void;
  /** Jobs run into the platform's own time limit. Nothing is waited for; for a client that gives up waiting, use {@link wait}. */
  timeOut(workflow: WorkflowRef<Bindings>, options?: EndOptions): void;
  /** Jobs wait, as for a person, until `complete`, `fail`, `cancel` or `timeOut` is told for the workflow: they then end as told. */
  wait(workflow: WorkflowRef<Bindings>, options?: WaitOptions): void;

  /** The inputs of every job that was executed, oldest first, as their caller gave them. */
  received<Ref extends WorkflowRef<Bindings>>(workflow: Ref): readonly InputsOf<Bindings, Ref>[];

  /** Edits the workflow, as somebody in the canvas would: the bindings then meet drift. Jobs under way are not changed. */
  edit<Ref extends WorkflowRef<Bindings>>(
    workflow: Ref,
    edit: (canvas: Canvas<keyof InputsOf<Bindings, Ref> & string, keyof OutputsOf<Bindings, Ref> & string>) => void,
  ): void;

  /** The workflow's id: what the methods take that are not about bindings. */
  idOf(workflow: WorkflowRef<Bindings>): string;

  /** For `createOpusClient`: the address, the key, and a clock on which the waiting between requests takes no time. */
  readonly clientOptions: ClientOptions;
  /** For a process that makes its client from the environment: the address and the key. */
  readonly env: OperatorEnvironment;
}

export interface EndOptions extends OutcomeUse, Pick<Outcome, 'durationMs' | 'auditShape'> {}

export interface CompleteOptions
  extends EndOptions, Pick<Outcome, 'summary' | 'outputFiles' | 'resultsShape' | 'resultsReadyAfterMs' | 'notReadyAnswer'> {}

export interface FailOptions extends EndOptions {
  /** The node it stops at: the last working one unless told. */
  readonly node?: string;
  /** What the node says in the audit. */
  readonly message?: string;
}

export interface WaitOptions extends OutcomeUse {
  /** The raw status they answer: `WAITING` unless told. */
  readonly status?: string;
}
