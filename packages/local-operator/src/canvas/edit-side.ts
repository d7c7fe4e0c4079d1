import type { Variable, VariableType } from '@opus-codegen/schema';
import { didYouMean } from '../kit/did-you-mean.ts';
import type { CanvasSide, CanvasType } from './canvas.ts';

/** One side of a canvas over variables that carry their names in the bindings, and what became of them. */
export interface EditedSide {
  readonly canvas: CanvasSide;
  variables(): readonly Variable[];
}

/** @param side for messages, and for wire names that are made up. */
export function editSide(side: 'input' | 'output', before: readonly Variable[]): EditedSide {
  let variables = before;
  const find = (name: string): Variable => {
    const found =
      variables.find((variable) => variable.name === name) ??
      variables.find((variable) => variable.displayName === name) ??
      variables.find((variable) => variable.wire === name);
    if (found !== undefined) return found;
    const names = variables.map((variable) => variable.name);
    throw new Error(`There is no ${side} ${JSON.stringify(name)} to edit. ${didYouMean(name, names)}`);
  };
  const replace = (variable: Variable, by: Variable): void => {
    variables = variables.map((candidate) => (candidate === variable ? by : candidate));
  };
  const freshWire = (): string => {
    for (let number = 1; ; number += 1) {
      const wire = `workflow_${side}_edited${String(number).padStart(3, '0')}`;
      if (!variables.some((variable) => variable.wire === wire)) return wire;
    }
  };
  return {
    variables: () => variables,
    canvas: {
      add(label, type, { nullable = false } = {}) {
        const wire = freshWire();
        const added = {
          name: wire,
          wire,
          id: wire.slice(-9),
          displayName: label,
          ...asType(type),
          ...(nullable ? { nullable: true as const } : {}),
        };
        variables = [...variables, added];
        return wire;
      },
      remove(name) {
        const variable = find(name);
        variables = variables.filter((candidate) => candidate !== variable);
      },
      rewire(name, wire = freshWire()) {
        const variable = find(name);
        if (variables.some((other) => other.wire === wire)) throw new Error(`There is an ${side} with the wire name ${wire} already.`);
        replace(variable, { ...variable, wire });
        return wire;
      },
      relabel(name, label) {
        const variable = find(name);
        replace(variable, { ...variable, displayName: label });
      },
      retype(name, type) {
        const variable = find(name);
        const { name: kept, wire, id, displayName, description, nullable } = variable;
        replace(variable, {
          name: kept,
          wire,
          ...(id === undefined ? {} : { id }),
          ...(displayName === undefined ? {} : { displayName }),
          ...(description === undefined ? {} : { description }),
          ...(nullable === undefined ? {} : { nullable }),
          ...asType(type),
        });
      },
      setNullable(name, nullable) {
        const variable = find(name);
        const { nullable: _before, ...required } = variable;
        replace(variable, nullable ? { ...required, nullable: true } : required);
      },
    },
  };
}

const asType = (type: CanvasType): VariableType => (typeof type === 'string' ? { type } : type);
