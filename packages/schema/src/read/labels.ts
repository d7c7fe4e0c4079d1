import type { VariableLabels } from '../model.ts';
import { field, text, type JsonRecord } from './json.ts';

/** How a variable is called. The TypeScript name is the wire name until `pull` pins a readable one. */
export function readLabels(wire: string, raw: JsonRecord): VariableLabels {
  const id = text(raw, 'id');
  const displayName = text(raw, 'display_name');
  const description = text(raw, 'description') ?? text(raw, 'display_description');
  return {
    name: wire,
    wire,
    ...(id === undefined ? {} : { id }),
    ...(displayName === undefined ? {} : { displayName }),
    ...(description === undefined ? {} : { description }),
    ...(field(raw, 'is_nullable') === true ? { nullable: true } : {}),
  };
}
