import type { Received } from './received.ts';

/** What generated code exports as `invoiceWorkflow`, as far as this package looks at it. Any `Workflow` of `@opus-codegen/runtime` is one. */
export interface WorkflowHandle<Input = never, Outputs = unknown> {
  /** Which workflow it is. */
  readonly descriptor: { readonly key: string; readonly workflowId: string };
  /** Its types are those of the inputs and the outputs. */
  run(input: Input): Promise<{ readonly outputs: Outputs }>;
}

/** Values under names that nobody vouches for: what a workflow has that is named without bindings. */
export type Untyped = Readonly<Record<string, unknown>>;

/** The handles that a module of bindings exports, by the part before `Workflow`: `invoice` for `invoiceWorkflow`. */
export type HandlesOf<Bindings> = {
  readonly [
    Name in keyof Bindings as Bindings[Name] extends WorkflowHandle ? (Name extends `${infer Key}Workflow` ? Key : never) : never
  ]: Bindings[Name];
};

/** How a workflow is named: by its key in opus.config.ts, or by its generated handle. With `Bindings`, only the keys that they have. */
export type WorkflowRef<Bindings> = WorkflowHandle | (unknown extends Bindings ? string : keyof HandlesOf<Bindings> & string);

/** The handle that is meant. */
export type HandleOf<Bindings, Ref> = Ref extends keyof HandlesOf<Bindings> ? HandlesOf<Bindings>[Ref] : Ref;

/** The generated outputs of the workflow that is meant. */
export type OutputsOf<Bindings, Ref> =
  HandleOf<Bindings, Ref> extends { readonly run: (input: never) => Promise<{ readonly outputs: infer Outputs }> } ? Outputs : Untyped;

/** Its generated inputs, as the operator received them. */
export type InputsOf<Bindings, Ref> =
  HandleOf<Bindings, Ref> extends { readonly run: (input: infer Input) => Promise<unknown> } ? Received<Input> : Untyped;
