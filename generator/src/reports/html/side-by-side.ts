import type { Finding } from '@opus-codegen/schema';
import { markup, NOTHING, type Markup } from './markup.ts';
import type { WorkflowReport } from '../report.ts';
import { schemaRows, type SchemaCell, type SchemaRow } from '../schema-rows.ts';

/** The deepest indent the style knows. */
const MAX_INDENT = 6;

/** The old and the new schema as one table, a line a variable; what changed leads to its finding. */
export function sideBySide(workflow: WorkflowReport, anchors: ReadonlyMap<Finding, string>): Markup {
  const { key, before, after } = workflow;
  const byPlace = new Map(
    [...anchors].reverse().map(([finding, anchor]) => [finding.place.replace(/(?:\[\])+$/, ''), { finding, anchor }]),
  );
  const group = (side: 'inputs' | 'outputs', title: string): Markup => {
    const rows = schemaRows(side, before, after);
    return markup`<tbody><tr class="group"><th colspan="3" scope="rowgroup">${title}</th></tr>
${rows.length === 0 ? markup`<tr class="same"><td></td><td colspan="2">none</td></tr>` : rows.map((row) => rowMarkup(row, byPlace.get(row.place)))}</tbody>
`;
  };
  return markup`<details class="schema" open>
<summary>Old and new schema</summary>
<label class="only"><input type="checkbox"> Only what changed</label>
<div class="scroll" tabindex="0" role="group" aria-label="Old and new schema of ${key}">
<table>
<thead><tr><td></td><th scope="col">Old: as locked</th><th scope="col">New: on the service</th></tr></thead>
${group('inputs', 'Inputs')}${group('outputs', 'Outputs')}</table>
</div>
</details>`;
}

interface Told {
  readonly finding: Finding;
  readonly anchor: string;
}

const SIGNS = { same: '', changed: '~', added: '+', removed: '−' } as const satisfies Readonly<Record<SchemaRow['change'], string>>;

function rowMarkup({ change, depth, before, after }: SchemaRow, told: Told | undefined): Markup {
  // A change that the table does not show (enforcement, a rule switched off) is still one when a finding tells of it.
  const shown = change === 'same' && told !== undefined ? 'changed' : change;
  const link = told === undefined ? NOTHING : markup` <a href="#${told.anchor}">${told.finding.level}</a>`;
  return markup`<tr class="${shown} ${told?.finding.level ?? ''} d${Math.min(depth, MAX_INDENT)}"><td class="mark"><span class="sign" title="${shown}">${SIGNS[shown]}</span>${link}</td>${cell(before)}${cell(after)}</tr>
`;
}

function cell(content: SchemaCell | undefined): Markup {
  if (content === undefined) return markup`<td class="absent"><span class="hidden-text">not there</span></td>`;
  const { name, label, wire, type, optional } = content;
  return markup`<td><code class="name">${name}${optional ? '?' : ''}</code> <span class="type">${type}</span>${
    label === '' ? NOTHING : markup` <bdi class="label">${label}</bdi>`
  }${wire === name ? NOTHING : markup` <code class="wire">${wire}</code>`}</td>`;
}
