import type { DriftReport } from './report.ts';
import { renderGithub } from './github.ts';
import { renderGitlab } from './gitlab.ts';
import { renderHtml } from './html/html.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import { renderSarif } from './sarif.ts';
import { renderText, type Palette } from './text.ts';

export { jsonReport, type JsonAcceptedFinding, type JsonFinding, type JsonReport, type JsonWorkflow } from './json.ts';
export type { LockfilePosition } from './lockfile-lines.ts';
export type {
  AcceptedFinding,
  CallSite,
  DriftReport,
  LockfileComparisonNotes,
  SchemaSides,
  UnverifiedReason,
  WorkflowReport,
  WorkflowState,
} from './report.ts';
export { headline } from './summary.ts';
export type { Palette } from './text.ts';

/** Every format a drift report can be printed in (drift.md, Reports). */
export const REPORT_FORMATS = ['text', 'json', 'markdown', 'html', 'github', 'gitlab', 'sarif', 'junit'] as const;

/** One of the formats. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** How to print a report. */
export interface RenderOptions {
  /** For `text`. Absent: no colour. */
  readonly palette?: Palette;
}

/**
 * A drift report as one whole document. Pure: the same report always gives the same text, which ends without a line end. Reads nothing, loads nothing
 * heavy; import it lazily all the same, since most runs print one format or none.
 *
 * Texts from the canvas are made harmless for the very place they stand in, one escape function a sink (`escape/`).
 */
export function renderReport(format: ReportFormat, report: DriftReport, options: RenderOptions = {}): string {
  switch (format) {
    case 'text':
      return renderText(report, options.palette);
    case 'json':
      return renderJson(report);
    case 'markdown':
      return renderMarkdown(report);
    case 'html':
      return renderHtml(report);
    case 'github':
      return renderGithub(report);
    case 'gitlab':
      return renderGitlab(report);
    case 'sarif':
      return renderSarif(report);
    case 'junit':
      return renderJunit(report);
    default:
      return format satisfies never;
  }
}
