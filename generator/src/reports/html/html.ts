import { createHash } from 'node:crypto';
import { filterForm } from './filter-form.ts';
import { markup, NOTHING, trusted, type Markup } from './markup.ts';
import { FILTER_SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { workflowSection } from './workflow-section.ts';
import { workflowsGravestFirst } from '../gravest-first.ts';
import { readLockfileLines } from '../lockfile-lines.ts';
import type { DriftReport } from '../report.ts';
import { countReport, headline } from '../summary.ts';

/**
 * One self-contained page: no request leaves it, and its own policy forbids any. Everything can be read without the script, which only filters.
 * Nothing hostile stands in the script, the style or an address.
 */
export function renderHtml(report: DriftReport): string {
  const ordered = workflowsGravestFirst(report.workflows);
  const lines = readLockfileLines(report.lockfileText);
  const told = headline(report);
  const [verified = '', ...rest] = told.split(' · ');
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<title>${told} – opus-codegen</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#workflows">Skip to the workflows</a>
<header class="page">
<p class="eyebrow">Drift report · <code>${report.lockfilePath}</code> against the service</p>
<h1>${verified}</h1>
<p class="told">${rest.length === 0 ? 'No drift.' : rest.join(' · ')}</p>
${tally(report)}
</header>
${ordered.length === 0 ? NOTHING : filterForm(ordered)}
<main id="workflows" tabindex="-1">
${ordered.length === 0 ? markup`<p class="empty">No workflow is configured, so nothing was compared.</p>` : NOTHING}
${ordered.map((workflow, index) => workflowSection(workflow, index, report.lockfilePath, lines))}
<p class="empty" id="nothing-left" hidden>Nothing matches the filter.</p>
</main>
<footer class="page"><p>${report.tool.name} ${report.tool.version}. This page is one file and loads nothing.</p></footer>
<script>${trusted(FILTER_SCRIPT)}</script>
</body>
</html>`.html;
}

function tally(report: DriftReport): Markup {
  const { verified, unverified, findings } = countReport(report);
  const entry = (kind: string, count: number, word: string): Markup =>
    markup`<li class="${kind}${count === 0 ? ' none' : ''}"><strong>${count}</strong> ${word}</li>`;
  return markup`<ul class="tally">
${entry('breaking', findings.breaking, 'breaking')}
${entry('warning', findings.warning, findings.warning === 1 ? 'warning' : 'warnings')}
${entry('info', findings.info, 'info')}
${entry('unverified', unverified, 'not verified')}
${entry('verified', verified, 'verified')}
</ul>`;
}

/** The browser runs this very style and script, and asks nobody for anything. */
function policy(): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return `default-src 'none'; base-uri 'none'; form-action 'none'; style-src ${hash(STYLE)}; script-src ${hash(FILTER_SCRIPT)}`;
}
