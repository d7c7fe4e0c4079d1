import { relative } from 'node:path';
import { ciRecipe } from './ci-recipe.ts';
import { configText, type ConfigType } from './config-text.ts';
import type { CiProvider, FoundProject } from './found-project.ts';
import { planPackageScript } from './package-script.ts';
import type { PlannedFile } from './planned-file.ts';
import { GITHUB_RECIPE, GITLAB_PIPELINE, GITLAB_RECIPE } from './setup-files.ts';
import { hasLine, withLines } from './text-lines.ts';
import type { NewWorkflow } from '../config-edit/edit-config.ts';
import type { Project } from '../config/project.ts';
import { isMarkedAsGenerated } from '../git/generated-mark.ts';

/** What was chosen, by flags or by answers. */
export interface InitChoices {
  /** Absent: there is a config, which stays as it is. */
  readonly config?: { readonly type: ConfigType; readonly workflows: readonly NewWorkflow[] };
  /** The projects of the config there is, or the one that will be: where their files go. */
  readonly projects: readonly Project[];
  readonly ci?: CiProvider | undefined;
  readonly script: boolean;
  /** A service key to put into .env. */
  readonly serviceKey?: string | undefined;
  /** Make an .env that says what belongs there. */
  readonly envFile: boolean;
}

/** Everything that `init` would do, file by file. Looks, and changes nothing. */
export async function planInit(found: FoundProject, choices: InitChoices): Promise<readonly PlannedFile[]> {
  return [
    planConfig(found, choices),
    await planAttributes(found, choices.projects),
    ...(choices.script ? await planPackageScript(found) : []),
    ...(await planEnv(found, choices)),
    ...(choices.ci === undefined ? [] : await planCi(found, choices.ci, choices.projects)),
  ];
}

function planConfig({ configName }: FoundProject, { config, projects }: InitChoices): PlannedFile {
  const [project] = projects;
  if (config === undefined || project === undefined) return { kind: 'there', path: configName ?? '', what: 'the config' };
  const output = `./${shown(project.root, project.outputDir)}`;
  return { kind: 'create', path: `opus.config.${config.type}`, text: configText(config.type, { output, workflows: config.workflows }) };
}

async function planAttributes(found: FoundProject, projects: readonly Project[]): Promise<PlannedFile> {
  const path = '.gitattributes';
  const before = await found.read(path);
  const missing: string[] = [];
  for (const { root, outputDir, lockfilePath } of projects) {
    for (const [pattern, sample] of [
      [`/${shown(root, outputDir)}/**`, `${shown(root, outputDir)}/index.ts`],
      [`/${shown(root, lockfilePath)}`, shown(root, lockfilePath)],
    ] as const) {
      const line = `${pattern.replaceAll(' ', '[[:space:]]')} text eol=lf linguist-generated`;
      if (!hasLine(before, line) && !(await isMarkedAsGenerated(found.git, sample))) missing.push(line);
    }
  }
  return added(path, before, missing, 'generated files are marked');
}

async function planEnv(found: FoundProject, { serviceKey, envFile, projects }: InitChoices): Promise<readonly PlannedFile[]> {
  const { git } = found;
  const name = projects[0]?.serviceKeyEnv ?? 'OPUS_SERVICE_KEY';
  const before = await found.read('.env');
  const wanted =
    serviceKey !== undefined
      ? [`${name}=${/^[\w.~-]+$/.test(serviceKey) ? serviceKey : `'${serviceKey}'`}`]
      : envFile
        ? [`# ${name}=_…`]
        : [];
  const isThere = before !== undefined && new RegExp(`^\\s*#?\\s*(?:export\\s+)?${name}\\s*=`, 'm').test(before);
  const isTracked = (await git?.isTracked('.env')) ?? false;
  const env: readonly PlannedFile[] =
    wanted.length === 0
      ? []
      : isTracked
        ? [{ kind: 'by-hand', path: '.env', what: 'under version control: no key is put there' }]
        : isThere && serviceKey === undefined
          ? [{ kind: 'there', path: '.env', what: name }]
          : [serviceKey === undefined ? added('.env', before, wanted, name) : secret(added('.env', before, wanted, name))];
  // Sooner or later the key stands there; by then it has to be ignored.
  const ignored = await found.read('.gitignore');
  const isIgnored = git === undefined ? hasLine(ignored, '.env') : await git.isIgnored('.env');
  if (git === undefined && ignored === undefined && env.length === 0) return env;
  return [...env, added('.gitignore', ignored, isIgnored || isTracked ? [] : ['.env'], '.env is ignored')];
}

async function planCi(found: FoundProject, provider: CiProvider, projects: readonly Project[]): Promise<readonly PlannedFile[]> {
  const [recipe] = found.ownRecipes;
  if (recipe !== undefined) return [{ kind: 'there', path: recipe, what: 'runs opus-codegen' }];
  const top = found.git?.root ?? found.root;
  const at = (path: string): string => shown(found.root, `${top}/${path}`);
  const text = ciRecipe(provider, {
    packageManager: found.packageManager,
    isVersionPinned: /"packageManager"\s*:/.test(found.packageJson ?? ''),
    folder: shown(top, found.root),
    serviceKeyEnv: projects[0]?.serviceKeyEnv ?? 'OPUS_SERVICE_KEY',
  });
  const create = async (path: string): Promise<PlannedFile> =>
    (await found.read(path)) === undefined ? { kind: 'create', path, text } : { kind: 'there', path, what: 'stays as it is' };
  if (provider === 'github') return [await create(at(GITHUB_RECIPE))];
  if ((await found.read(at(GITLAB_PIPELINE))) === undefined) return [await create(at(GITLAB_PIPELINE))];
  return [await create(at(GITLAB_RECIPE)), { kind: 'by-hand', path: at(GITLAB_PIPELINE), what: `include: [{ local: ${GITLAB_RECIPE} }]` }];
}

function added(path: string, before: string | undefined, lines: readonly string[], what: string): PlannedFile {
  if (lines.length === 0) return { kind: 'there', path, what };
  const text = withLines(before, lines);
  return before === undefined ? { kind: 'create', path, text } : { kind: 'add', path, before, text, added: lines };
}

function secret(file: PlannedFile): PlannedFile {
  return file.kind === 'create' ? { ...file, isSecret: true } : file.kind === 'add' ? { ...file, added: ['the service key'] } : file;
}

function shown(from: string, path: string): string {
  return relative(from, path).replaceAll('\\', '/');
}
