import type { Finding } from '@opus-codegen/schema';
import { code, words } from './markdown-words.ts';
import { callSitePlace } from './place.ts';
import type { CallSite, WorkflowReport } from './report.ts';
import { workflowNames } from '../names/workflow-names.ts';

const MAX_CALL_SITES = 20;

/** Who breaks: the call sites, where somebody looked for them; else the callers or readers in general, and how to find them. */
export function whoBreaks(workflow: WorkflowReport, findings: readonly Finding[]): string {
  const { callSites, key } = workflow;
  if (callSites !== undefined)
    return callSites.length === 0 ? 'Nothing in this project stops compiling.' : callSiteList(callSites, findings);
  const grave = findings.filter(({ level }) => level !== 'info');
  if (grave.length === 0) return 'Nobody.';
  const { run, start } = namesOf(key);
  const [calls, reads] = [grave.some(({ side }) => side !== 'output'), grave.some(({ side }) => side !== 'input')];
  const functions = `${code(run)} or ${code(start)}`;
  const who = calls
    ? `Code that calls ${functions}${reads ? ', and code that reads what they return' : ''}`
    : `Code that reads what ${functions} return`;
  const verb = grave.some(({ level }) => level === 'breaking') ? '' : ' may break';
  return `${who}${verb}. \`npx opus-codegen check --impact\` lists the lines.`;
}

function callSiteList(sites: readonly CallSite[], findings: readonly Finding[]): string {
  const places = new Map(findings.map(({ fingerprint, place }) => [fingerprint, place]));
  const items = sites.slice(0, MAX_CALL_SITES).map((site) => {
    const place = places.get(site.findingFingerprint ?? '');
    return `- ${code(callSitePlace(site))} ${words(site.text)}${place === undefined ? '' : ` (${code(place)})`}`;
  });
  const rest = sites.length - items.length;
  return ['These places stop compiling:', '', ...items, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n');
}

function namesOf(key: string): { readonly run: string; readonly start: string } {
  try {
    return workflowNames(key);
  } catch {
    // A key without a letter never passes the config; a report is printed all the same.
    return { run: key, start: key };
  }
}
