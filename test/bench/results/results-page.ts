import { isMet, type Table, type Verdict } from '../harness/suite.ts';
import type { Section } from './results.ts';

/** `results.md`, from the data and from what is said in `steps.md`. Pure. */
export function resultsPage(sections: readonly Section[], steps: string): string {
  return [
    '# Benchmark results',
    'Written by `npx -y pnpm@12 bench` from `results.json`; do not edit. Every figure is the median of the counted runs after one that is not counted. ' +
      'A ratio is formed within each round, in which the contenders take turns, and its median is told with the least and the most. ' +
      '"Wall" and "CPU" are of the whole process, from its start to its end, and of the processes it starts; the memory is that of the largest.',
    '## The bars',
    summary(sections),
    steps.trim(),
    ...sections.flatMap(sectionParts),
  ].join('\n\n');
}

function summary(sections: readonly Section[]): string {
  const rows = sections.flatMap(({ suite, verdicts }) =>
    verdicts.map((verdict) => [
      `\`${suite}\``,
      verdict.what,
      measuredText(verdict),
      barText(verdict),
      isMet(verdict) ? 'yes' : missedBy(verdict),
    ]),
  );
  return tableText({ title: '', columns: ['suite', 'what', 'measured', 'bar', 'met'], rows });
}

function sectionParts({ suite, title, circumstances, tables, notes }: Section): readonly string[] {
  const { date, machine, node, rounds } = circumstances;
  return [
    `## ${title}`,
    `\`pnpm bench --only ${suite}\` · ${date} · ${rounds} rounds · Node.js ${node} · ${machine}`,
    ...tables.flatMap((table) => [...(table.title === '' ? [] : [`**${table.title}**`]), tableText(table)]),
    ...notes,
  ];
}

function tableText({ columns, rows }: Table): string {
  return [rowText(columns), rowText(columns.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map(rowText)].join('\n');
}

function rowText(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function measuredText({ measured, unit, spread }: Verdict): string {
  const range = spread === undefined ? '' : ` (${figure(spread.min)} – ${figure(spread.max)})`;
  return `**${figure(measured)} ${unit}**${range}`;
}

function barText({ bar, unit }: Verdict): string {
  return 'atMost' in bar ? `≤ ${bar.atMost} ${unit}` : `≥ ${bar.atLeast} ${unit}`;
}

function missedBy({ measured, bar }: Verdict): string {
  const off = 'atMost' in bar ? measured / bar.atMost - 1 : 1 - measured / bar.atLeast;
  return `**no**, by ${(off * 100).toFixed(0)} %`;
}

function figure(value: number): string {
  return Number.isInteger(value) || Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2);
}
