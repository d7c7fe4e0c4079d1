import type { ImpactRequest, ImpactResult } from './impact.ts';

export { ImpactError } from './impact-error.ts';
export type { CallSite, ImpactRequest, ImpactResult } from './impact.ts';

/**
 * What would stop compiling in the user's own TypeScript project if the bindings were regenerated, each place joined to the finding that causes it
 * (drift.md, Impact). In memory: nothing is written, nothing is sent.
 *
 * @throws {ImpactError} when there is no tsconfig, or it cannot be read.
 */
export async function findImpact(request: ImpactRequest): Promise<ImpactResult> {
  // ts-morph brings a whole compiler: loaded when somebody asks for impact.
  const { analyse } = await import('./analyse.ts');
  return analyse(request);
}
