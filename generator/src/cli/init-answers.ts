import type { CommandContext } from './command.ts';
import type { InitFlags } from './init-flags.ts';
import { openPrompts, type Choice, type Prompts } from './prompts.ts';
import { renderDiagnostics } from './render-diagnostics.ts';
import { forTerminal } from '../reports/escape/terminal.ts';
import { readPastedWorkflows, type PastedWorkflow } from '../config/pasted-workflows.ts';
import type { Project } from '../config/project.ts';
import { diagnose, DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { lookUpWorkflows } from '../generate/look-up-workflows.ts';
import { keyProblem, proposeKey } from '../config/propose-key.ts';

/** A workflow as it will stand in the config. */
export interface ChosenWorkflow {
  readonly key: string;
  readonly workflowId: string;
  /** What the service calls it; absent: it was not looked up. */
  readonly name?: string;
}

export interface WorkflowChoice {
  readonly workflows: readonly ChosenWorkflow[];
  /** What is not certain. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * The workflows that were named on the command line, each looked up where that is possible and with a key of its own.
 *
 * @throws {DiagnosticError} when none was named, one cannot be used, or the service says that it does not know one.
 */
export async function workflowsSaid({ args }: InitFlags, project: Project, context: CommandContext): Promise<WorkflowChoice> {
  const { workflows, problems } = readPastedWorkflows(args);
  if (problems.length > 0) throw new DiagnosticError(...problems.map((what) => diagnose('config-bad-workflow-id', { what })));
  if (workflows.length === 0) throw new DiagnosticError(diagnose('init-without-workflows'));
  const looked = await lookedUp(project, workflows, context);
  if (looked.refusals.length > 0) throw new DiagnosticError(...looked.refusals);
  return { workflows: withKeys(workflows, looked.nameOf), warnings: unverified(workflows, looked) };
}

export interface Asking {
  readonly prompts: Prompts;
  /** Reads the workflows with the key there is. */
  readonly project: Project;
  /** Asks for another key, and gives the project with it. */
  readonly retypeKey: () => Promise<Project>;
}

export interface AskedChoice extends WorkflowChoice {
  /** With the key that was used in the end. */
  readonly project: Project;
}

/** The same from somebody at a terminal, who may try again. Those named on the command line are the first try. */
export async function workflowsAsked(
  { args }: InitFlags,
  { prompts, retypeKey, ...first }: Asking,
  context: CommandContext,
): Promise<AskedChoice> {
  let { project } = first;
  for (let typed = args; ;) {
    if (typed.length === 0) typed = [await prompts.text(WORKFLOWS_QUESTION)];
    const { workflows, problems } = readPastedWorkflows(typed);
    if (problems.length > 0 || workflows.length === 0) {
      prompts.say(forTerminal(problems.join('\n')), 'That names no workflow');
      typed = [];
      continue;
    }
    const looked = await lookedUp(project, workflows, context);
    if (looked.refusals.length > 0) {
      prompts.say(renderDiagnostics(looked.refusals, context.colors), 'The service says');
      const next = await prompts.choose('And now?', AFTER_REFUSAL);
      if (next === 'workflows') typed = [];
      if (next === 'key') project = await retypeKey();
      if (next !== 'go on') continue;
    }
    return {
      workflows: await keysAsked(withKeys(workflows, looked.nameOf), workflows, prompts),
      warnings: unverified(workflows, looked),
      project,
    };
  }
}

const AFTER_REFUSAL: readonly Choice<'workflows' | 'key' | 'go on'>[] = [
  { value: 'workflows', label: 'Type the workflows again' },
  { value: 'key', label: 'Type the key again' },
  { value: 'go on', label: 'Go on all the same' },
];

async function keysAsked(
  proposed: readonly ChosenWorkflow[],
  typed: readonly PastedWorkflow[],
  prompts: Prompts,
): Promise<readonly ChosenWorkflow[]> {
  const chosen: ChosenWorkflow[] = [];
  for (const workflow of proposed) {
    const { workflowId, key, name } = workflow;
    const taken = chosen.map((one) => one.key);
    const isSaid = typed.some((one) => one.workflowId === workflowId && one.key !== undefined);
    const question = {
      message: `Key for ${forTerminal(name ?? workflowId)}? Its functions are called after it.`,
      initial: key,
      problem: (answer: string) => keyProblem(answer, taken),
    };
    chosen.push(isSaid ? workflow : { ...workflow, key: await prompts.text(question) });
  }
  return chosen;
}

const WORKFLOWS_QUESTION = {
  message: 'Which workflows? Ids, or addresses of their pages; several with blanks between them.',
  placeholder: 'https://app.opus.com/app/workflow/B9uGJfZ3CFwOdMKH',
  problem: (answer: string): string | undefined => {
    const { workflows, problems } = readPastedWorkflows([answer]);
    return problems[0] ?? (workflows.length === 0 ? 'At least one.' : undefined);
  },
};

interface LookedUp {
  readonly nameOf: ReadonlyMap<string, string>;
  /** Why nobody could be asked: no key, no network. */
  readonly reason?: string;
  /** What the service has against it. */
  readonly refusals: readonly Diagnostic[];
}

async function lookedUp(project: Project, workflows: readonly PastedWorkflow[], context: CommandContext): Promise<LookedUp> {
  const { nameOf, diagnostics } = await lookUpWorkflows(project, workflows, context);
  const silence = diagnostics.find(isSilence);
  return {
    nameOf,
    refusals: diagnostics.filter((diagnostic) => !isSilence(diagnostic)),
    ...(silence === undefined ? {} : { reason: silence.what }),
  };
}

/** Nobody could be asked, or nobody answered: nothing is known. */
function isSilence({ name, exit }: Diagnostic): boolean {
  return name === 'key-missing' || exit === 'no-answer';
}

function withKeys(workflows: readonly PastedWorkflow[], nameOf: ReadonlyMap<string, string>): readonly ChosenWorkflow[] {
  const taken = workflows.flatMap(({ key }) => (key === undefined ? [] : [key]));
  const problems = taken.flatMap((key, index) => keyProblem(key, taken.slice(0, index)) ?? []);
  if (problems.length > 0)
    throw new DiagnosticError(...problems.map((problem) => diagnose('workflow-key-unusable', { what: `${problem}.` })));
  return workflows.map(({ workflowId, key: said }) => {
    const name = nameOf.get(workflowId);
    const key = said ?? proposeKey({ name, workflowId, taken });
    if (said === undefined) taken.push(key);
    return { key, workflowId, ...(name === undefined ? {} : { name }) };
  });
}

function unverified(workflows: readonly PastedWorkflow[], { nameOf, reason, refusals }: LookedUp): readonly Diagnostic[] {
  const unknown = workflows.filter(({ workflowId }) => !nameOf.has(workflowId));
  if (unknown.length === 0) return [];
  const ids = unknown.map(({ workflowId }) => workflowId).join(', ');
  const why = refusals.length > 0 ? 'the service refused' : (reason ?? '').replace(/\.$/, '');
  return [diagnose('workflow-unverified', { what: `Not looked up: ${ids} (${why}).` })];
}

/** What is asked besides the workflows. */
export async function openInitPrompts(context: CommandContext): Promise<Prompts> {
  return await openPrompts(
    context,
    'Say everything with flags: `opus-codegen init --yes <workflow id or page address>…`; see `opus-codegen init --help`.',
  );
}
