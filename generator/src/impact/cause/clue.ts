import type { Binding, Place } from '../bindings/read-binding.ts';
import { placesOf } from '../bindings/read-binding.ts';
import type { ts } from 'ts-morph';

/** A hint at what an error comes from: a workflow, and the place in it where that is known. */
export interface Clue {
  readonly workflowKey: string;
  /** `['inputs', 'lines']`; empty: the workflow as a whole. */
  readonly place: Place;
  /** How far from the error it was found; 0: the error itself says so. */
  readonly distance: number;
}

/** The clues a declaration in a generated file gives. */
export function cluesAt(binding: Binding, declaration: ts.Node, distance: number): readonly Clue[] {
  const { workflowKey } = binding;
  const places = placesOf(binding, declaration);
  return places.length === 0 ? [{ workflowKey, place: [], distance }] : places.map((place) => ({ workflowKey, place, distance }));
}
