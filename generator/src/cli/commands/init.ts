import { statSync } from 'node:fs';
import type { Command, CommandContext, CommandResult, CommonOptions } from '../command.ts';
import { generateJson, generateText } from '../generate-report.ts';
import { settleFormerRuns, whileHolding } from '../hold-projects.ts';
import { openInitPrompts } from '../init-answers.ts';
import { decideMore, decideNew, projectToBe, type InitDecision } from '../init-choices.ts';
import type { InitFlags } from '../init-flags.ts';
import { planText } from '../init-text.ts';
import { forTerminal } from '../../reports/escape/terminal.ts';
import { importExtensionOf } from '../../config/import-extension.ts';
import type { Project } from '../../config/project.ts';
import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { generateProject, type GenerateReport } from '../../generate/generate-project.ts';
import { commitInit } from '../../init/commit-init.ts';
import { findProject, type FoundProject } from '../../init/found-project.ts';
import { nextSteps } from '../../init/next-steps.ts';
import { planInit } from '../../init/plan-init.ts';
import { changesNothing, type PlannedFile } from '../../init/planned-file.ts';

/** `init`: sets a folder up, by flags or by asking; shows the whole plan first, and then does all of it or nothing. */
export const init: Command<InitFlags> = async (options, context) => {
  const { cwd, yes, dryRun } = options;
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new DiagnosticError(diagnose('working-directory', { what: `${cwd} is no folder.` }));
  await settleFormerRuns([projectToBe(cwd, context)], context);
  const found = await findProject(cwd, context.env);
  const begins = found.configName === undefined;
  const early = begins && !yes && !dryRun ? await openInitPrompts(context) : undefined;
  const decided = begins ? await decideNew(found, options, early, context) : await decideMore(found, options, context);
  const files = await planInit(found, decided);
  const isCommitted = files.some(({ kind, path }) => kind === 'by-hand' && path === '.env');
  const decision = isCommitted
    ? { ...decided, warnings: [...decided.warnings, diagnose('env-file-committed', { where: '.env' })] }
    : decided;
  const plan = planText(files, context.colors);
  if (changesNothing(files)) return result(['Nothing to do: everything is there already.', plan], decision, files, options);
  if (dryRun) return result(['Dry run, nothing was written.', plan], decision, files, options);

  const prompts = yes ? undefined : (early ?? (await openInitPrompts(context)));
  prompts?.say(plan, 'The plan');
  if (prompts !== undefined && !(await prompts.confirm('Do all of this?')))
    return result(['Nothing was written.'], decision, files, options);
  await whileHolding(decision.projects, context, async () => {
    context.signal.throwIfAborted();
    await commitInit(found, files, context);
  });
  const [project] = decision.projects;
  const done = prompts === undefined ? [plan] : ['Done.'];
  if (project === undefined) return result(done, decision, files, options);
  const hasKey = project.serviceKey !== undefined;
  const wanted = begins && (options.generate || (hasKey && ((await prompts?.confirm('Generate the typed functions now?')) ?? false)));
  const report = wanted ? await generated(project, context) : undefined;
  return result(done, decision, files, options, { found, project, report, context });
};

async function generated(project: Project, context: CommandContext): Promise<GenerateReport> {
  const options = { frozen: false, dryRun: false, force: false, prune: false, lockfileOnly: false };
  return await whileHolding([project], context, () => generateProject(project, options, context));
}

interface Written {
  readonly found: FoundProject;
  readonly project: Project;
  readonly report: GenerateReport | undefined;
  readonly context: CommandContext;
}

async function result(
  lines: readonly string[],
  { workflows, warnings }: InitDecision,
  files: readonly PlannedFile[],
  options: InitFlags & CommonOptions,
  written?: Written,
): Promise<CommandResult> {
  const steps = written === undefined ? [] : await stepsAfter(written, files);
  const report = written?.report;
  return {
    text: [
      ...lines,
      ...(report === undefined || written === undefined ? [] : generateText(report, options, written.context, false)),
      ...(steps.length === 0 ? [] : ['', 'Next:', ...steps.map((step, index) => `  ${index + 1}. ${forTerminal(step)}`)]),
    ].join('\n'),
    json: {
      dryRun: options.dryRun,
      written: written !== undefined,
      workflows: workflows.map((workflow) => ({ ...workflow, verified: workflow.name !== undefined })),
      files: files.map((file) => ({ path: file.path, action: file.kind })),
      ...(report === undefined ? {} : { projects: [generateJson(report, options.cwd)] }),
      nextSteps: steps,
    },
    diagnostics: [...warnings, ...(report?.diagnostics ?? [])],
  };
}

async function stepsAfter({ found, project, report }: Written, files: readonly PlannedFile[]): Promise<readonly string[]> {
  const hasKey = project.serviceKey !== undefined;
  return nextSteps({
    found,
    project,
    files,
    isGenerated: report?.done ?? false,
    hasKey,
    importExtension: await importExtensionOf(project),
  });
}
