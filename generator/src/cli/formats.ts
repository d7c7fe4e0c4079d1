import type { ReportFormat } from '../reports/render-report.ts';

export type DiffFormat = 'text' | 'markdown' | 'json' | 'html';
export type ExportFormat = 'openapi' | 'json-schema';

// Said here again, and not taken from the reports: a command line is read without loading any of them. A test holds the two together.

/** What `check` prints a drift report in. */
export const CHECK_FORMATS: readonly ReportFormat[] = ['text', 'json', 'github', 'junit', 'sarif', 'gitlab', 'markdown', 'html'];

/** For people. */
export const DIFF_FORMATS: readonly DiffFormat[] = ['text', 'markdown', 'json', 'html'];

/** The first is the default: neither text nor json says what document is wanted. */
export const EXPORT_FORMATS: readonly ExportFormat[] = ['openapi', 'json-schema'];
