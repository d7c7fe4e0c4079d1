import type { Level } from '@opus-codegen/schema';
import { acceptedOf, acceptedWords } from './accepted.ts';
import { forGithubData, forGithubProperty } from './escape/github.ts';
import { shortened } from './escape/visible-text.ts';
import { allGravestFirst } from './gravest-first.ts';
import { callSitePlace, callSitesOf, fullPlace } from './place.ts';
import { readReportLines, type LockfilePlace, type PlaceOf } from './report-lines.ts';
import type { DriftReport } from './report.ts';
import { headline, LEVELS } from './summary.ts';

/** GitHub shows ten annotations a level and step, and drops the rest without a word. */
const MAX_ANNOTATIONS = 10;
/** Longer ones are cut by GitHub in the middle of a word. */
const MAX_MESSAGE_CHARS = 1_000;
const MAX_CALL_SITES = 5;

type Command = 'error' | 'warning' | 'notice';

const COMMAND_OF_LEVEL: Readonly<Record<Level, Command>> = { breaking: 'error', warning: 'warning', info: 'notice' };

interface Annotation {
  readonly title: string;
  readonly lines: readonly string[];
  readonly position: LockfilePlace;
}

/**
 * Workflow commands of GitHub Actions: annotations on the lockfile, each at its variable's own line, at most ten a level. The job summary is the
 * markdown report.
 *
 * A workflow nobody could look at is a warning: it says nothing against the change under review; that the run failed is said by its exit code.
 */
export function renderGithub(report: DriftReport): string {
  const placeOf = readReportLines(report);
  const annotations: Readonly<Record<Level, readonly Annotation[]>> = {
    breaking: annotationsOf(report, 'breaking', placeOf),
    warning: [...unverifiedAnnotations(report, placeOf, true), ...annotationsOf(report, 'warning', placeOf)],
    info: [
      ...unverifiedAnnotations(report, placeOf, false),
      ...annotationsOf(report, 'info', placeOf),
      ...acceptedAnnotations(report, placeOf),
    ],
  };
  return [`opus-codegen: ${headline(report)}`, ...LEVELS.flatMap((level) => commands(COMMAND_OF_LEVEL[level], annotations[level]))].join(
    '\n',
  );
}

function annotationsOf({ workflows }: DriftReport, level: Level, placeOf: PlaceOf): readonly Annotation[] {
  return allGravestFirst(workflows)
    .filter(({ finding }) => finding.level === level)
    .map(({ workflow, finding }) => {
      const sites = callSitesOf(workflow, finding);
      return {
        title: `${fullPlace(workflow, finding)} (${finding.rule})`,
        lines: [
          finding.message,
          `Do: ${finding.hint}`,
          `Ask the owner of ${JSON.stringify(workflow.name)}: ${finding.ask}`,
          ...sites.slice(0, MAX_CALL_SITES).map((site) => `Breaks ${callSitePlace(site)}  ${site.text}`),
          ...(sites.length > MAX_CALL_SITES ? [`… and ${sites.length - MAX_CALL_SITES} more places.`] : []),
        ],
        position: placeOf(workflow, finding),
      };
    });
}

function unverifiedAnnotations({ workflows }: DriftReport, placeOf: PlaceOf, wasAsked: boolean): readonly Annotation[] {
  return workflows
    .filter(({ state, reason }) => state === 'unverified' && wasAsked === (reason?.exitCode !== 0))
    .map((workflow) => {
      const { key, reason } = workflow;
      return {
        title: `${key} NOT VERIFIED`,
        lines: [
          `${reason === undefined ? 'Nobody looked.' : `${reason.code} ${reason.message}`} Whether anything changed is unknown.`,
          ...(reason?.hint === undefined ? [] : [`Do: ${reason.hint}`]),
        ],
        position: placeOf(workflow),
      };
    });
}

function acceptedAnnotations({ workflows }: DriftReport, placeOf: PlaceOf): readonly Annotation[] {
  return workflows.flatMap((workflow) =>
    acceptedOf(workflow).map((accepted) => ({
      title: `${fullPlace(workflow, accepted.finding)} (${accepted.finding.rule}, accepted)`,
      lines: [accepted.finding.message, acceptedWords(accepted)],
      position: placeOf(workflow, accepted.finding),
    })),
  );
}

function commands(command: Command, annotations: readonly Annotation[]): readonly string[] {
  const fit = annotations.length <= MAX_ANNOTATIONS;
  const shown = fit ? annotations : annotations.slice(0, MAX_ANNOTATIONS - 1);
  return [
    ...shown.map(({ title, lines, position: { path, line, column } }) => {
      const properties = [
        `file=${forGithubProperty(path)}`,
        `line=${line}`,
        `col=${column}`,
        `title=${forGithubProperty(shortened(title, 200))}`,
      ];
      return `::${command} ${properties.join(',')}::${forGithubData(lines.map((text) => shortened(text, MAX_MESSAGE_CHARS)))}`;
    }),
    ...(fit ? [] : [`::${command} title=opus-codegen::${annotations.length - shown.length} more, see the summary`]),
  ];
}
