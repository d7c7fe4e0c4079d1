import canonicalize from 'canonicalize';
import type { Variable } from '../model.ts';
import { normalForm } from './normal-form.ts';

/**
 * The normal form of some inputs or outputs as RFC 8785 text: equal texts mean that a comparison of types finds nothing.
 * Stands apart from the hash, so that a bundle which only compares forms carries no hash function.
 */
export function canonicalForm(variables: readonly Variable[]): string {
  // `undefined` comes out only for values JSON has no form for; a list has one.
  return canonicalize(normalForm(variables)) ?? '[]';
}
