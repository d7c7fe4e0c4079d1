import type * as Engine from './engine.ts';

/** The one place that loads the engine. It is loaded once, however many ask. */
export function loadEngine(): Promise<typeof Engine> {
  return import('./engine.ts');
}
