import type { Colors } from './command.ts';
import { forTerminal } from '../reports/escape/terminal.ts';
import type { Severity } from '../diagnostics/catalog-entry.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { docsOfCode } from '../diagnostics/docs-link.ts';

/** Addresses are long: they are told on request. `opus-codegen explain <code>` tells them, too. */
export interface RenderOptions {
  readonly links?: boolean;
}

/**
 * Diagnostics for people, gravest first, each with its place, its reason and the next step. What has the same reason and the same next step is told
 * together. Ends without a line end; empty for none.
 */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], colors: Colors, { links = false }: RenderOptions = {}): string {
  const sorted = diagnostics.toSorted((a, b) => WEIGHT[a.severity] - WEIGHT[b.severity]);
  const groups = new Map<string, Diagnostic[]>();
  for (const diagnostic of sorted) {
    const { code, severity, why, fix } = diagnostic;
    const alike = JSON.stringify([code, severity, why, fix]);
    groups.set(alike, [...(groups.get(alike) ?? []), diagnostic]);
  }
  return [...groups.values()].map((alike) => groupText(alike, colors, links)).join('\n\n');
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

function groupText(alike: readonly Diagnostic[], colors: Colors, links: boolean): string {
  const [first] = alike;
  if (first === undefined) return '';
  const { severity, code, why, fix } = first;
  const paint = { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
  const placesOf = new Map<string, Set<string>>();
  for (const { what, where } of alike) {
    const places = placesOf.get(what) ?? new Set();
    placesOf.set(what, where === undefined ? places : places.add(where));
  }
  return [
    ...[...placesOf].flatMap(([what, places]) => [
      `${paint(severity)} ${colors.bold(code)} ${forTerminal(what)}`,
      ...placeLines([...places]).map((place) => `  ${colors.dim('at')}  ${place}`),
    ]),
    `  ${colors.dim('why')} ${forTerminal(why)}`,
    `  ${colors.dim('fix')} ${forTerminal(fix)}`,
    ...(links ? [`  ${colors.dim('see')} ${docsOfCode(code)}`] : []),
  ].join('\n');
}

const MAX_PLACES = 8;

/** One sentence that holds in many places is said once; of very many places, the first are named. */
function placeLines(places: readonly string[]): readonly string[] {
  const shown = places.length > MAX_PLACES ? places.slice(0, MAX_PLACES - 1) : places;
  const rest = places.length - shown.length;
  return [...shown.map((place) => forTerminal(place)), ...(rest > 0 ? [`… and ${rest} more places`] : [])];
}
