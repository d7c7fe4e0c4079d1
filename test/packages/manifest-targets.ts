/** The files that a manifest's `exports`, `imports` or `bin` leads to, whatever the conditions, from the package's root. */
export function targetsOf(field: unknown): readonly string[] {
  if (typeof field === 'string') return [field.replace(/^\.\//, '')];
  if (typeof field !== 'object' || field === null) return [];
  return Object.values(field).flatMap(targetsOf);
}
