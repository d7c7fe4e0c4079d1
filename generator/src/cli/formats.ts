import type { OutputFormat } from './command.ts';

// Said here again, and not taken from the reports: a command line is read without loading any of them. A test holds the two together.

/** What `check` prints a drift report in. */
export const CHECK_FORMATS = [
  'text',
  'json',
  'github',
  'junit',
  'sarif',
  'gitlab',
  'markdown',
  'html',
] as const satisfies readonly OutputFormat[];

/** For people. */
export const DIFF_FORMATS = ['text', 'markdown', 'json', 'html'] as const satisfies readonly OutputFormat[];

/** The first is the default: neither text nor json says what document is wanted. */
export const EXPORT_FORMATS = ['openapi', 'json-schema'] as const satisfies readonly OutputFormat[];
