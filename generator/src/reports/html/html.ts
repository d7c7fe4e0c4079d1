import { createHash } from 'node:crypto';
import { filterForm } from './filter-form.ts';
import { markup, NOTHING, trusted, type Markup } from './markup.ts';
import { FILTER_SCRIPT } from './script.ts';
import { STYLE } from './style.ts';
import { workflowSection } from './workflow-section.ts';
import { workflowsGravestFirst } from '../gravest-first.ts';
import { readReportLines } from '../report-lines.ts';
import type { DriftReport } from '../report.ts';
import { countReport, headline, uneventfulWord } from '../summary.ts';

/**
 * One self-contained page: no request leaves it, and its own policy forbids any. Everything can be read without the script, which only filters.
 * Nothing hostile stands in the script, the style or an address.
 */
export function renderHtml(report: DriftReport): string {
  const ordered = workflowsGravestFirst(report.workflows);
  const placeOf = readReportLines(report);
  const { workflows, verified } = countReport(report);
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<title>${headline(report)} – opus-codegen</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#workflows">Skip to the workflows</a>
<header class="page">
<p class="eyebrow">Drift report · <code>${report.lockfilePath}</code> against ${report.lockfiles === undefined ? 'the service' : markup`<code>${report.lockfiles.olderPath}</code>`}</p>
<h1>${verified} of ${workflows} ${uneventfulWord(report)}</h1>
<p class="told">${told(report)}</p>
${tally(report)}
</header>
${ordered.length === 0 ? NOTHING : filterForm(ordered)}
<main id="workflows" tabindex="-1">
${ordered.length === 0 ? markup`<p class="empty">No workflow is configured, so nothing was compared.</p>` : NOTHING}
${ordered.map((workflow, index) => workflowSection(workflow, index, placeOf))}
<p class="empty" id="nothing-left" hidden>Nothing matches the filter.</p>
</main>
<footer class="page"><p>${report.tool.name} ${report.tool.version}. This page is one file and loads nothing.</p></footer>
<script>${trusted(FILTER_SCRIPT)}</script>
</body>
</html>`.html;
}

function told(report: DriftReport): string {
  const { drifted, unverified } = countReport(report);
  const [added, removed] = [report.lockfiles?.added ?? [], report.lockfiles?.removed ?? []];
  const words = [
    ...(drifted > 0 ? [`${drifted} drifted`] : []),
    ...(unverified > 0 ? [`${unverified} NOT VERIFIED`] : []),
    ...(added.length > 0 ? [`new: ${added.join(', ')}`] : []),
    ...(removed.length > 0 ? [`gone: ${removed.join(', ')}`] : []),
  ];
  return words.length === 0 ? 'No drift.' : words.join(' · ');
}

function tally(report: DriftReport): Markup {
  const { verified, unverified, findings } = countReport(report);
  return markup`<ul class="tally">
${tallyEntry('breaking', findings.breaking, 'breaking')}
${tallyEntry('warning', findings.warning, findings.warning === 1 ? 'warning' : 'warnings')}
${tallyEntry('info', findings.info, 'info')}
${tallyEntry('unverified', unverified, 'not verified')}
${tallyEntry('verified', verified, 'verified')}
</ul>`;
}

function tallyEntry(kind: string, count: number, word: string): Markup {
  return markup`<li class="${kind}${count === 0 ? ' none' : ''}"><strong>${count}</strong> ${word}</li>`;
}

/** The browser runs this very style and script, and asks nobody for anything. */
function policy(): string {
  return `default-src 'none'; base-uri 'none'; form-action 'none'; style-src ${hashSource(STYLE)}; script-src ${hashSource(FILTER_SCRIPT)}`;
}

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
