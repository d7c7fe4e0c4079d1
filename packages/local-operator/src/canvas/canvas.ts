import type { SingleType, VariableType } from '@opus-codegen/schema';

/** A workflow in the hands of somebody who edits it, for tests of what happens then. Every change is served from the next request on. */
export interface Canvas<Input extends string = string, Output extends string = string> {
  /** What callers send. */
  readonly inputs: CanvasSide<Input>;
  /** What a run returns. */
  readonly outputs: CanvasSide<Output>;
}

/**
 * The inputs or the outputs. A variable is named by its name in the bindings, its label or its wire name; one that is not there throws, and names
 * those that are.
 */
export interface CanvasSide<Name extends string = string> {
  /** Adds one at the end; required, unless told. Gives back its wire name. */
  add(label: string, type: CanvasType, options?: { readonly nullable?: boolean }): string;
  /** Takes one away. */
  remove(variable: VariableName<Name>): void;
  /** Another wire name, as the platform gives at any edit of the node; one is made up unless told. Gives it back. */
  rewire(variable: VariableName<Name>, wire?: string): string;
  /** Another label under the same wire name. */
  relabel(variable: VariableName<Name>, label: string): void;
  /** Another type under the same name. */
  retype(variable: VariableName<Name>, type: CanvasType): void;
  /** Whether the value may be left out. */
  setNullable(variable: VariableName<Name>, nullable: boolean): void;
}

/** Names of the bindings are suggested; labels and wire names are taken as well. */
export type VariableName<Name extends string> = Name | (string & {});

/** A type by its name where that says it all, else as the model writes it: `{ type: 'str', options: ['Low', 'High'] }`. */
export type CanvasType = Exclude<SingleType['type'], 'unknown'> | VariableType;
