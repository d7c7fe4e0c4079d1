import type { CanvasWorkflow, Generation } from './canvas.ts';

/** A call that was fine before the change, and what each judge must say of it afterwards. Derived by hand from the rules, never from the code. */
export interface Caller {
  /** The argument of `run…Workflow`, as TypeScript text. `file`, `bytes` and `uploaded` are in scope. */
  readonly input: string;
  /** Against the regenerated bindings. */
  readonly compiles: boolean;
  /** Old code, unchanged, with the guard's default `drift: 'adapt'`: is a job made? */
  readonly runs: boolean;
}

/** Code that read `outputs` before the change. */
export interface Reader {
  /** A statement about `outputs`, as TypeScript text. */
  readonly code: string;
  readonly compiles: boolean;
}

/** A workflow before and after somebody edited it, and everything that must be said of that, once each. */
export interface Pair {
  readonly name: string;
  readonly before: CanvasWorkflow;
  /** `'gone'`: deleted. */
  readonly after: CanvasWorkflow | 'gone';
  /** Where only one generation can say it. */
  readonly only?: Generation;
  /** The version the config pins. */
  readonly pin?: number;
  /** `level rule place`, in any order. */
  readonly expected: readonly string[];
  /** Instead, where the v2 form (or going over to it) has another place: a list of files is a list there, with elements. */
  readonly expectedV2?: readonly string[];
  readonly callers?: readonly Caller[];
  readonly readers?: readonly Reader[];
}

const caller =
  (compiles: boolean, runs: boolean) =>
  (input: string): Caller => ({ input, compiles, runs });

/** Compiles and runs as before. */
export const fine: (input: string) => Caller = caller(true, true);
/** Neither compiles nor runs. */
export const stopped: (input: string) => Caller = caller(false, false);
/** The types cannot tell; the guard can. */
export const stoppedAtRunTime: (input: string) => Caller = caller(true, false);
/** What travels is still taken, and old code goes on; a TypeScript value of this form is not what the new type asks for. */
export const stoppedOnceRegenerated: (input: string) => Caller = caller(false, true);

export const reads = (code: string): Reader => ({ code, compiles: true });
export const readsNoMore = (code: string): Reader => ({ code, compiles: false });
