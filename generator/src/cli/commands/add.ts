import { chooseProject } from '../choose-project.ts';
import type { Command, CommandContext, CommonOptions } from '../command.ts';
import { commitEdit, type EditOutcome } from '../commit-edit.ts';
import { openProjects } from '../open-projects.ts';
import { openPrompts } from '../prompts.ts';
import { forTerminal } from '../../reports/escape/terminal.ts';
import type { NewWorkflow } from '../../config-edit/edit-config.ts';
import { readPastedWorkflows, type PastedWorkflow } from '../../config/pasted-workflows.ts';
import type { Project } from '../../config/project.ts';
import { diagnose, DiagnosticError, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { lookUpWorkflows } from '../../generate/look-up-workflows.ts';
import { keyProblem, proposeKey } from '../../config/propose-key.ts';

export interface AddFlags {
  /** Ids or addresses of workflow pages, as pasted. */
  readonly args: readonly string[];
  readonly as?: string;
  readonly project?: string;
  readonly yes: boolean;
  readonly dryRun: boolean;
}

interface NamedWorkflow extends NewWorkflow {
  /** The platform's. */
  readonly name: string;
}

/**
 * `add`: reads the workflows, gives each a key, puts them into the config in place and generates them: all of it or nothing.
 */
export const add: Command<AddFlags> = async (options, context) => {
  const pasted = pastedWorkflows(options);
  const { projects } = await openProjects({ ...options, filter: [] }, context, { allowNoWorkflows: true });
  const project = await chooseProject(projects, options.project, options, context);
  const known = pasted.filter(({ workflowId }) => keyOf(project, workflowId) !== undefined);
  const notes = known.map(({ workflowId }) => alreadyThere(project, workflowId));
  const fresh = pasted.filter((workflow) => !known.includes(workflow));
  if (fresh.length === 0) return { text: 'Nothing to add.', json: { added: [], projects: [] }, diagnostics: notes };

  const added = await named(fresh, project, options, context);
  const outcome = await commitEdit(project, { added, removed: [] }, options, context);
  return {
    text: [...added.map((workflow) => addedLine(workflow, project, outcome, options.dryRun)), ...outcome.lines].join('\n'),
    json: { dryRun: options.dryRun, added, ...outcome.json },
    diagnostics: [...notes, ...outcome.diagnostics],
  };
};

function pastedWorkflows({ args, as }: AddFlags): readonly PastedWorkflow[] {
  const { workflows, problems } = readPastedWorkflows(args);
  if (problems.length > 0) throw new DiagnosticError(...problems.map((what) => diagnose('config-bad-workflow-id', { what })));
  if (as === undefined) return workflows;
  const [only, ...others] = workflows;
  if (only === undefined || others.length > 0) {
    const fix = 'Write key=id for each: opus-codegen add invoice=<id> vendorCheck=<id>.';
    throw new DiagnosticError(
      diagnose('workflow-key-unusable', { what: `--as names one workflow, and there are ${workflows.length}.`, fix }),
    );
  }
  return [{ ...only, key: as }];
}

function keyOf({ workflows }: Project, id: string): string | undefined {
  return workflows.find(({ workflowId, pin }) => workflowId === id && pin === undefined)?.key;
}

function alreadyThere(project: Project, workflowId: string): Diagnostic {
  const key = keyOf(project, workflowId) ?? '';
  return diagnose('workflow-there-already', {
    what: `${workflowId} is in the config already, as "${key}".`,
    where: `${project.label} › workflows.${key}`,
  });
}

/** Each workflow with its key: the one that was said, else one from its name, which somebody at a terminal may change. */
async function named(
  fresh: readonly PastedWorkflow[],
  project: Project,
  { yes }: AddFlags & CommonOptions,
  context: CommandContext,
): Promise<readonly NamedWorkflow[]> {
  const there = project.workflows.map(({ key }) => key);
  refuseUnfitKeys(fresh, there);
  const { nameOf, diagnostics } = await lookUpWorkflows(project, fresh, context);
  if (diagnostics.length > 0) throw new DiagnosticError(...diagnostics);
  const asks = !yes && context.terminal !== undefined && fresh.some(({ key }) => key === undefined);
  const prompts = asks ? await openPrompts(context, '') : undefined;
  const taken = [...there, ...saidKeys(fresh)];
  const chosen: NamedWorkflow[] = [];
  for (const { workflowId, key: said } of fresh) {
    const name = nameOf.get(workflowId) ?? '';
    const proposal = said ?? proposeKey({ name, workflowId, taken });
    const question = {
      message: `Key for ${forTerminal(name === '' ? workflowId : name)}? Its functions are called after it.`,
      initial: proposal,
      problem: (answer: string) => keyProblem(answer, taken),
    };
    const key = said ?? (await prompts?.text(question)) ?? proposal;
    if (said === undefined) taken.push(key);
    chosen.push({ key, workflowId, name });
  }
  return chosen;
}

function saidKeys(workflows: readonly PastedWorkflow[]): readonly string[] {
  return workflows.flatMap(({ key }) => (key === undefined ? [] : [key]));
}

/** @throws {DiagnosticError} before anything is asked, when a key that was said cannot be given. */
function refuseUnfitKeys(workflows: readonly PastedWorkflow[], there: readonly string[]): void {
  const problems = saidKeys(workflows).flatMap((key, index, said) => keyProblem(key, [...there, ...said.slice(0, index)]) ?? []);
  if (problems.length > 0)
    throw new DiagnosticError(...problems.map((problem) => diagnose('workflow-key-unusable', { what: `${problem}.` })));
}

function addedLine({ key, workflowId, name }: NamedWorkflow, { label }: Project, { done }: EditOutcome, isDryRun: boolean): string {
  const verb = done ? 'Added' : isDryRun ? 'Would add' : 'Did not add';
  return forTerminal(`${verb} ${key}: ${workflowId}${name === '' ? '' : ` (${name})`} to ${label}`);
}
