import { join, resolve } from 'node:path';
import type { CommandContext, CommonOptions } from './command.ts';
import type { InitFlags } from './init-flags.ts';
import { workflowsAsked, workflowsSaid, type AskedChoice, type ChosenWorkflow } from './init-answers.ts';
import type { Prompts } from './prompts.ts';
import { shownPath } from '../paths/shown-path.ts';
import { forTerminal } from '../reports/escape/terminal.ts';
import { withEnvFile } from '../config/env-file.ts';
import { loadProjects } from '../config/load-projects.ts';
import { parseConfig } from '../config/parse-config.ts';
import { readPastedWorkflows } from '../config/pasted-workflows.ts';
import type { Project } from '../config/project.ts';
import { keyOddity } from '../config/service-key.ts';
import { diagnose, DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CiProvider, FoundProject } from '../init/found-project.ts';
import type { InitChoices } from '../init/plan-init.ts';
import type { ConfigType } from '../init/config-text.ts';

/** What is to be done, and how sure we are of it. */
export interface InitDecision extends InitChoices {
  readonly workflows: readonly ChosenWorkflow[];
  readonly warnings: readonly Diagnostic[];
}

const DEFAULT_OUTPUT = './src/opus';

/**
 * A project that begins: its workflows, its output folder, and what else is wanted, from flags and, with prompts, from answers.
 *
 * @throws {DiagnosticError} when something said cannot be used.
 */
export async function decideNew(
  found: FoundProject,
  options: InitFlags & CommonOptions,
  prompts: Prompts | undefined,
  context: CommandContext,
): Promise<InitDecision> {
  if (found.configAbove !== undefined) {
    const above = forTerminal(shownPath(options.cwd, found.configAbove));
    context.progress.note(`There is a config above, ${above}; this folder gets its own.`);
  }
  const type = options.configType ?? (found.hasTypeScript ? 'ts' : 'mjs');
  const before = projectToBe(found.root, context, { type, output: options.output ?? DEFAULT_OUTPUT });
  const { workflows, warnings, project } =
    prompts === undefined
      ? { ...(await workflowsSaid(options, before, context)), project: before }
      : await askedFor(options, before, prompts, context);
  // One that was typed; what the environment has stays where it is.
  const serviceKey = project.serviceKey === before.serviceKey ? undefined : project.serviceKey;
  const output = options.output ?? (await prompts?.text(outputQuestion(found, type, context))) ?? DEFAULT_OUTPUT;
  return {
    config: { type, workflows },
    projects: [{ ...projectToBe(found.root, context, { type, output, workflows }), ...(serviceKey === undefined ? {} : { serviceKey }) }],
    ci: options.ci === undefined ? await ciAsked(found, prompts) : ciOf(options.ci),
    script: options.script,
    envFile: options.envFile,
    serviceKey,
    workflows,
    warnings,
  };
}

/**
 * A project that has its config: that one stays, the rest may be missing.
 *
 * @throws {DiagnosticError} when the config is broken, or workflows were named that it does not have.
 */
export async function decideMore(
  { root, configName = '' }: FoundProject,
  options: InitFlags & CommonOptions,
  context: CommandContext,
): Promise<InitDecision> {
  const projects = await loadProjects({ cwd: root, configPaths: [configName], env: context.env, allowNoWorkflows: true });
  const known = projects.flatMap(({ workflows }) => workflows.map(({ workflowId }) => workflowId));
  const strange = readPastedWorkflows(options.args).workflows.filter(({ workflowId }) => !known.includes(workflowId));
  if (strange.length > 0) {
    const fix = `Run \`opus-codegen add ${strange.map(({ workflowId }) => workflowId).join(' ')}\`.`;
    throw new DiagnosticError(
      diagnose('config-there-already', { what: `There is a config already, ${configName}.`, where: configName, fix }),
    );
  }
  return {
    projects,
    ci: options.ci === undefined ? undefined : ciOf(options.ci),
    script: options.script,
    envFile: options.envFile,
    workflows: [],
    warnings: [],
  };
}

interface ProvisionalConfig {
  readonly type?: ConfigType;
  readonly output?: string;
  readonly workflows?: readonly ChosenWorkflow[];
}

/**
 * The project that a config would give, before there is one.
 *
 * @throws {DiagnosticError} when it would be no sound config.
 */
export function projectToBe(
  root: string,
  { env }: CommandContext,
  { type = 'ts', output = DEFAULT_OUTPUT, workflows = [] }: ProvisionalConfig = {},
): Project {
  const name = `opus.config.${type}`;
  const ids = Object.fromEntries(workflows.map(({ key, workflowId }) => [key, workflowId]));
  const parsed = parseConfig(
    { workflows: ids, output },
    { label: name, configPath: join(root, name), root, oneOfSeveral: false, env: withEnvFile(root, env), allowNoWorkflows: true },
  );
  if (!parsed.ok) throw new DiagnosticError(...parsed.diagnostics);
  return parsed.project;
}

async function askedFor(options: InitFlags, before: Project, prompts: Prompts, context: CommandContext): Promise<AskedChoice> {
  const retypeKey = async (): Promise<Project> => {
    const serviceKey = await keyAsked(before, prompts);
    return serviceKey === undefined ? before : { ...before, serviceKey };
  };
  const project = before.serviceKey === undefined ? await retypeKey() : before;
  return await workflowsAsked(options, { prompts, project, retypeKey }, context);
}

async function keyAsked({ serviceKeyEnv }: Project, prompts: Prompts): Promise<string | undefined> {
  const message = `The service key, to read the workflows with; it goes into .env as ${serviceKeyEnv}. Empty: later.`;
  for (;;) {
    const typed = (await prompts.secret({ message })).trim();
    if (typed === '') return undefined;
    const oddity = keyOddity(typed);
    if (oddity === undefined || (await prompts.confirm(`${oddity}. Take it all the same?`, false))) return typed;
  }
}

function outputQuestion(found: FoundProject, type: ConfigType, context: CommandContext): Parameters<Prompts['text']>[0] {
  return {
    message: 'Where do the generated files go?',
    initial: DEFAULT_OUTPUT,
    problem: (answer) => {
      try {
        const { outputDir } = projectToBe(found.root, context, { type, output: answer });
        return outputDir === resolve(found.root) ? 'A folder of their own.' : undefined;
      } catch (error) {
        return error instanceof DiagnosticError ? error.diagnostics[0]?.what : String(error);
      }
    },
  };
}

async function ciAsked({ ciProvider, ownRecipes }: FoundProject, prompts: Prompts | undefined): Promise<CiProvider | undefined> {
  if (ciProvider === undefined || ownRecipes.length > 0 || prompts === undefined) return undefined;
  const name = { github: 'GitHub Actions', gitlab: 'GitLab CI' }[ciProvider];
  return (await prompts.confirm(`Check every change on ${name}, too?`)) ? ciProvider : undefined;
}

function ciOf(asked: CiProvider | 'none'): CiProvider | undefined {
  return asked === 'none' ? undefined : asked;
}
