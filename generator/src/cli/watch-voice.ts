import type { CommandContext, CommonOptions } from './command.ts';
import { diagnosticJson } from './diagnostic-json.ts';
import { generateJson, generateText } from './generate-report.ts';
import { lockfileReport } from '../check/lockfile-report.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { ProgressTask } from '../generate/run-context.ts';
import { jsonReport, renderReport } from '../reports/render-report.ts';
import type { DriftReport } from '../reports/report.ts';
import type { Regenerated } from '../watch/regenerate.ts';

/** What a watch says as it goes: results on stdout, troubles and that it is watching on stderr. */
export interface WatchVoice {
  /** Shows from now on that it is watching, and for how long. */
  rest(title: string): void;
  /** Takes that away: something else is to be told. */
  wake(): void;
  generated(regenerated: Regenerated, filter: ReadonlySet<string> | undefined): void;
  trouble(diagnostics: readonly Diagnostic[]): void;
  over(kind: 'service' | 'other'): void;
}

export function watchVoice(options: CommonOptions, context: CommandContext): WatchVoice {
  const { cwd, quiet, verbose, format } = options;
  const { announce, progress, tell, version } = context;
  const isJson = format === 'json';
  let resting: { readonly title: string; readonly task: ProgressTask } | undefined;
  const wake = (): void => {
    resting?.task.end();
    resting = undefined;
  };
  return {
    wake,
    rest(title) {
      if (resting?.title === title) return;
      wake();
      resting = { title, task: progress.begin(title) };
    },
    generated(regenerated, filter) {
      wake();
      const { report } = regenerated;
      const changes = changesOf(regenerated, { cwd, version, filter });
      if (quiet && !isJson) return;
      announce({
        text: [
          ...(changes === undefined ? [] : [renderReport('text', changes, { palette: context.colors })]),
          generateText(report, options, context, false).join('\n'),
        ].join('\n\n'),
        json: { event: 'generated', ...generateJson(report, cwd), ...(changes === undefined ? {} : { changes: jsonReport(changes) }) },
      });
    },
    trouble(diagnostics) {
      const shown = diagnostics.filter(({ severity }) => severity === 'error' || verbose || (severity === 'warning' && !quiet));
      if (shown.length === 0) return;
      wake();
      if (isJson)
        announce({ text: '', json: { event: 'trouble', diagnostics: shown.map((diagnostic) => diagnosticJson(diagnostic, cwd)) } });
      else tell(shown);
    },
    over(kind) {
      wake();
      if (isJson) announce({ text: '', json: { event: 'over', kind } });
      else progress.note(kind === 'service' ? 'The service answers again.' : 'Nothing is in the way any more.');
    },
  };
}

/** In the words of `diff`; nothing where nothing changed that anybody would notice. */
function changesOf(
  { report: { project }, before, after }: Regenerated,
  options: { readonly cwd: string; readonly version: string; readonly filter: ReadonlySet<string> | undefined },
): DriftReport | undefined {
  if (before === undefined || after === undefined || before.text === after.text) return undefined;
  const changes = lockfileReport(before, after, project, { ...options, olderPath: project.lockfilePath });
  const { added = [], removed = [] } = changes.lockfiles ?? {};
  const isEventful = changes.workflows.some(({ findings }) => findings.length > 0) || added.length > 0 || removed.length > 0;
  return isEventful ? changes : undefined;
}
