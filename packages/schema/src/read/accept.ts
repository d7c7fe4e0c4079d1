import { field } from './json.ts';

/** The tag that lists accepted file types (operator-api.md §2). */
const TAG = 'allowed_file_types';

/** What the `tags` of a variable say about files: nothing, something that cannot be read, or a list of extensions. */
export type AcceptedFiles = 'unsaid' | 'unreadable' | readonly [string, ...string[]];

/**
 * Reads `[{ variable_name: "allowed_file_types", value: ["PDF", ".png"] }]` as `[".pdf", ".png"]`: lower case, with the dot, sorted, each once.
 * One entry that is no extension spoils the list: leaving it out would refuse files that the service takes.
 */
export function readAcceptedFiles(tags: unknown): AcceptedFiles {
  if (!Array.isArray(tags)) return 'unsaid';
  const tag: unknown = tags.find((candidate) => field(candidate, 'variable_name') === TAG);
  const value = field(tag, 'value');
  if (value === undefined || value === null || value === '') return 'unsaid';
  const entries: readonly unknown[] = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [value];
  const extensions = new Set<string>();
  for (const entry of entries) {
    const found = typeof entry === 'string' ? /^\s*\.?([a-z0-9]+)\s*$/i.exec(entry)?.[1] : undefined;
    if (found === undefined) return 'unreadable';
    extensions.add(`.${found.toLowerCase()}`);
  }
  const [first, ...rest] = [...extensions].sort();
  return first === undefined ? 'unsaid' : [first, ...rest];
}
