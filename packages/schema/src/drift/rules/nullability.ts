import type { ElementType } from '../../model.ts';
import type { Place, Walk } from '../walk.ts';

export function compareNullability(before: ElementType, after: ElementType, at: Place, walk: Walk): void {
  if (before.nullable === after.nullable) return;
  walk.report(after.nullable ? 'became-optional' : 'became-required', at);
}
