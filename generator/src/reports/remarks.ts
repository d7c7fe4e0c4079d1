import { forGithubData, forGithubProperty } from './escape/github.ts';
import { shortened } from './escape/visible-text.ts';
import { words } from './markdown-words.ts';

/** What a run has to say beside the drift: a file out of date, an acceptance that ran out. A diagnostic has this shape. */
export interface Remark {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly what: string;
  readonly fix: string;
}

/** GitHub shows ten annotations a level and step, those of the drift among them; remarks are few, and say so when they are not. */
const MAX_ANNOTATIONS = 5;
const MAX_LISTED = 50;

/** Annotations of GitHub Actions, one a remark; empty for none. What only informs is left out. */
export function remarksForGithub(remarks: readonly Remark[]): string {
  return (['error', 'warning'] as const)
    .flatMap((severity) => {
      const all = remarks.filter((remark) => remark.severity === severity);
      const shown = all.slice(0, MAX_ANNOTATIONS);
      return [
        ...shown.map(
          ({ code, what, fix }) =>
            `::${severity} title=${forGithubProperty(`opus-codegen ${code}`)}::${forGithubData([shortened(what, 1_000), `Do: ${fix}`])}`,
        ),
        ...(all.length > shown.length ? [`::${severity} title=opus-codegen::${all.length - shown.length} more, see the log`] : []),
      ];
    })
    .join('\n');
}

/** A section of the job summary; empty for none. What only informs is left out. */
export function remarksForMarkdown(remarks: readonly Remark[]): string {
  const told = remarks.filter(({ severity }) => severity !== 'info');
  if (told.length === 0) return '';
  const listed = told
    .slice(0, MAX_LISTED)
    .map(({ severity, code, what, fix }) => `- **${severity}** ${words(code)} ${words(what)} ${words(fix)}`);
  return ['### Also', '', ...listed, ...(told.length > listed.length ? [`- … and ${told.length - listed.length} more`] : [])].join('\n');
}
