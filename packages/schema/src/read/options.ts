/**
 * The closed list of values of a text. One entry that is no string spoils the list: leaving it out would refuse a value that the service takes.
 */
export function readOptions(options: unknown): readonly string[] | undefined {
  if (!Array.isArray(options) || options.length === 0) return undefined;
  return options.every((option) => typeof option === 'string') ? [...new Set(options)] : undefined;
}
