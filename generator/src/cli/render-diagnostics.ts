import type { Colors } from './command.ts';
import { forTerminal } from './terminal-text.ts';
import type { Severity } from '../diagnostics/catalog-entry.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** Diagnostics for people, gravest first, each with its place, its reason and the next step. Ends without a line end; empty for none. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], colors: Colors): string {
  const paint: Readonly<Record<Severity, (text: string) => string>> = { error: colors.red, warning: colors.yellow, info: colors.cyan };
  return distinct(diagnostics)
    .toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity])
    .map(({ severity, code, what, where, why, fix }) =>
      [
        `${paint[severity](severity)} ${colors.bold(code)} ${forTerminal(what)}`,
        ...(where === undefined ? [] : [`  ${colors.dim('at')}  ${forTerminal(where)}`]),
        `  ${colors.dim('why')} ${forTerminal(why)}`,
        `  ${colors.dim('fix')} ${forTerminal(fix)}`,
      ].join('\n'),
    )
    .join('\n\n');
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function distinct(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}
