import type { ProjectWorkflow } from '../config/project.ts';
import { CATALOG, type DiagnosticName } from '../diagnostics/catalog.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Pulled } from '../generate/pull-project.ts';
import { failureName, isKeyProblem } from '../pull/live-failure.ts';
import type { UnverifiedReason } from '../reports/report.ts';

/** Why each workflow that was asked for could not be looked at, by key. Pure. */
export function unverifiedReasons(
  asked: readonly ProjectWorkflow[],
  { live, failed }: Pick<Pulled, 'live' | 'failed'>,
  noKey: Diagnostic | undefined,
): ReadonlyMap<string, UnverifiedReason> {
  if (noKey !== undefined) return new Map(asked.map(({ key }) => [key, reason(noKey.name, noKey.what, noKey.fix)]));
  const isKey = isKeyProblem(failed, live.length);
  return new Map(
    failed.map(({ workflow, failure }) => [
      workflow.key,
      isKey ? reason('key-rejected', failure.message) : reason(failureName(failure.kind), failure.message, failure.hint),
    ]),
  );
}

function reason(name: DiagnosticName, message: string, hint?: string): UnverifiedReason {
  const { code, fix, exit } = CATALOG[name];
  return { code, message, hint: hint ?? fix, exitCode: exit === 'no-access' ? 31 : 30 };
}
