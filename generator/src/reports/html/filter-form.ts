import { markup, type Markup } from './markup.ts';
import type { WorkflowReport } from '../report.ts';
import { countFindings, levelCounts } from '../summary.ts';

/** What the script filters by. Hidden until the script runs, so that nobody meets a control that does nothing. */
export function filterForm(workflows: readonly WorkflowReport[]): Markup {
  return markup`<form class="filter" id="filter" role="search" aria-label="Filter the report" hidden>
<label class="field">Workflow
<select name="workflow">
<option value="">All ${workflows.length}</option>
${workflows.map((workflow, index) => markup`<option value="${index}">${optionText(workflow)}</option>\n`)}</select></label>
<fieldset class="levels"><legend>Show</legend>
${(['breaking', 'warning', 'info', 'unverified', 'verified'] as const).map(
  (kind) =>
    markup`<label class="${kind}"><input type="checkbox" name="kind" value="${kind}" checked> ${kind === 'unverified' ? 'not verified' : kind}</label>\n`,
)}</fieldset>
<label class="field">Contains
<input type="search" name="text" autocomplete="off" spellcheck="false" placeholder="poNumber"></label>
<button type="reset">Reset</button>
<output name="count" aria-live="polite"></output>
</form>`;
}

function optionText(workflow: WorkflowReport): string {
  const told = workflow.state === 'unverified' ? 'not verified' : levelCounts(countFindings([workflow])) || 'verified';
  return `${workflow.key} (${told})`;
}
