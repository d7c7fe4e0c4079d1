import type { Finding } from '@opus-codegen/schema';
import { markup, NOTHING, type Markup } from './markup.ts';
import { sideBySide } from './side-by-side.ts';
import { acceptedOf, acceptedWords } from '../accepted.ts';
import { findingsGravestFirst } from '../gravest-first.ts';
import { callSitePlace, callSitesOf, unplacedCallSites } from '../place.ts';
import type { LockfilePlace, PlaceOf } from '../report-lines.ts';
import type { AcceptedFinding, CallSite, WorkflowReport } from '../report.ts';
import { countFindings, levelCounts } from '../summary.ts';

/** One workflow: what is known, what changed, both schemas beside each other. Ids are made of numbers, never of names. */
export function workflowSection(workflow: WorkflowReport, index: number, placeOf: PlaceOf): Markup {
  const { key, name, workflowId, state, reason, findings, callSites, before, after } = workflow;
  const ordered = findingsGravestFirst(findings);
  const anchors = new Map(ordered.map((finding, position) => [finding, `f${index}-${position}`]));
  const told = levelCounts(countFindings([workflow]), acceptedOf(workflow).length);
  const unplaced = unplacedCallSites(workflow);
  return markup`<section class="workflow ${state}" data-workflow="${index}" data-kind="${state}">
<h2><code>${key}</code> <bdi class="title">${name}</bdi> <span class="state ${ordered[0]?.level ?? state}">${state === 'unverified' ? 'not verified' : told || state}</span></h2>
<p class="id">Workflow <code>${workflowId}</code></p>
${reason === undefined ? NOTHING : reasonPanel(reason)}
${ordered.map((finding) => findingCard(finding, workflow, anchors.get(finding) ?? '', atLine(placeOf(workflow, finding))))}
${acceptedOf(workflow).length === 0 ? NOTHING : acceptedPanel(acceptedOf(workflow))}${unplaced.length === 0 ? NOTHING : markup`<div class="panel"><h3>Also stops compiling</h3>${callSiteList(unplaced)}</div>`}
${callSites?.length === 0 && ordered.length > 0 ? markup`<p class="quiet">Nothing in this project stops compiling.</p>` : NOTHING}
${ordered.length > 0 && (before ?? after) !== undefined ? sideBySide(workflow, anchors) : NOTHING}
</section>
`;
}

function acceptedPanel(accepted: readonly AcceptedFinding[]): Markup {
  return markup`<div class="panel"><h3>Accepted, not counted</h3><ul class="sites">${accepted.map(
    (one) =>
      markup`<li><code>${one.finding.place}</code> <span class="rule">${one.finding.rule}</span> <bdi>${one.finding.message}</bdi> <bdi>${acceptedWords(one)}</bdi></li>`,
  )}</ul></div>`;
}

function atLine({ path, line }: LockfilePlace): string {
  return `${path}:${line}`;
}

function reasonPanel({ code, message, hint }: NonNullable<WorkflowReport['reason']>): Markup {
  return markup`<div class="panel unverified"><p><strong>${code}</strong> ${message} Whether anything changed is unknown.</p>${
    hint === undefined ? NOTHING : markup`<dl><div><dt>Do</dt><dd>${hint}</dd></div></dl>`
  }</div>`;
}

function findingCard(finding: Finding, workflow: WorkflowReport, anchor: string, at: string): Markup {
  const { level, place, rule, message, before, after, hint, ask } = finding;
  const sites = callSitesOf(workflow, finding);
  return markup`<article class="finding ${level}" id="${anchor}" data-kind="${level}" aria-labelledby="${anchor}-h">
<h3 id="${anchor}-h"><span class="level">${level}</span> <code>${place}</code> <span class="rule">${rule}</span></h3>
<p class="message">${message}</p>
${
  before === undefined && after === undefined
    ? NOTHING
    : markup`<div class="pair"><div class="old"><h4>Old</h4><p>${before || 'nothing'}</p></div><div class="new"><h4>New</h4><p>${after || 'nothing'}</p></div></div>`
}
<dl>
<div><dt>Do</dt><dd>${hint}</dd></div>
<div><dt>Ask the owner</dt><dd>${ask}</dd></div>
${sites.length === 0 ? NOTHING : markup`<div><dt>Breaks</dt><dd>${callSiteList(sites)}</dd></div>`}
<div><dt>At</dt><dd><code>${at}</code></dd></div>
</dl>
</article>
`;
}

function callSiteList(sites: readonly CallSite[]): Markup {
  return markup`<ul class="sites">${sites.map((site) => markup`<li><code>${callSitePlace(site)}</code> <bdi>${site.text}</bdi></li>`)}</ul>`;
}
