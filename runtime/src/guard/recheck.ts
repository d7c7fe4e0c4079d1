import type { Guard, GuardQuestion, GuardVerdict } from './guard.ts';

/**
 * After the service refused what the guard let pass: looks again, and throws only when the schema has moved since.
 *
 * @throws {SchemaDriftError} it has. Anything else that it throws says only that nobody could look.
 */
export async function recheck(
  guard: Guard,
  { descriptor, verdict, context }: Pick<GuardQuestion, 'descriptor' | 'context'> & { readonly verdict: GuardVerdict },
): Promise<void> {
  // A pinned version cannot have moved.
  if (descriptor.pin !== undefined) return;
  const live = await guard.look({ descriptor, context });
  const { objectToMove } = await import('./drift.ts');
  objectToMove(descriptor, verdict.live, live, context);
}
