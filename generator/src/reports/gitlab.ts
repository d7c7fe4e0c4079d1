import { createHash } from 'node:crypto';
import type { Level } from '@opus-codegen/schema';
import { printJson } from './escape/json.ts';
import { visibleText } from './escape/visible-text.ts';
import { allGravestFirst } from './gravest-first.ts';
import { fullPlace } from './place.ts';
import { readReportLines, type LockfilePlace } from './report-lines.ts';
import type { DriftReport } from './report.ts';

type Severity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

const SEVERITY_OF_LEVEL: Readonly<Record<Level, Severity>> = { breaking: 'critical', warning: 'minor', info: 'info' };

/** One entry of a code quality report, as GitLab reads it. */
interface CodeQualityIssue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: Severity;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

/**
 * GitLab's code quality report. GitLab compares the reports of two branches by fingerprint, so a workflow nobody could look at has an entry of its own
 * (`major`): without it, its findings would be shown as solved. What was accepted is left out, for GitLab has no word for it.
 */
export function renderGitlab(report: DriftReport): string {
  const placeOf = readReportLines(report);
  const findings = allGravestFirst(report.workflows).map(({ workflow, finding }) =>
    issue(
      `opus-codegen/${finding.rule}`,
      SEVERITY_OF_LEVEL[finding.level],
      `${fullPlace(workflow, finding)}: ${finding.message} ${finding.hint}`,
      finding.fingerprint,
      placeOf(workflow, finding),
    ),
  );
  const unverified = report.workflows
    .filter(({ state }) => state === 'unverified')
    .map((workflow) => {
      const { key, workflowId, reason } = workflow;
      return issue(
        'opus-codegen/not-verified',
        reason?.exitCode === 0 ? 'info' : 'major',
        `${key} NOT VERIFIED: ${reason === undefined ? 'nobody looked.' : `${reason.code} ${reason.message}`} Whether anything changed is unknown.`,
        createHash('sha256').update(`not-verified\0${key}\0${workflowId}`).digest('hex'),
        placeOf(workflow),
      );
    });
  return printJson([...findings, ...unverified]);
}

function issue(
  check: string,
  severity: Severity,
  description: string,
  fingerprint: string,
  { path, line }: LockfilePlace,
): CodeQualityIssue {
  return {
    description: visibleText(description),
    check_name: check,
    fingerprint,
    severity,
    location: { path: path.replace(/^\.\//, ''), lines: { begin: line } },
  };
}
