import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { readText } from './read-text.ts';
import type { Env } from '../config/env-file.ts';
import { CONFIG_FILE_NAMES, findConfig } from '../config/find-config.ts';
import { gitIn, type Git } from '../git/git.ts';
import { packageManagerOf, type PackageManager } from '../package-manager/package-manager.ts';

export type CiProvider = 'github' | 'gitlab';

/** What stands in a folder that `init` is to set up. */
export interface FoundProject {
  readonly root: string;
  /** The name of the config in this very folder. */
  readonly configName?: string;
  /** A config further up, which this folder would no longer fall under. */
  readonly configAbove?: string;
  readonly packageManager: PackageManager;
  /** `package.json` as it is. */
  readonly packageJson?: string;
  readonly hasTypeScript: boolean;
  readonly git?: Git;
  /** Whose pipelines the repository seems to run on. */
  readonly ciProvider?: CiProvider;
  /** The names of recipes that run us already. */
  readonly ownRecipes: readonly string[];
  /** The text of a file, by its path from the root; absent when there is none. */
  read(path: string): Promise<string | undefined>;
}

/** Looks around; changes nothing. */
export async function findProject(root: string, env: Env): Promise<FoundProject> {
  const read = (path: string): Promise<string | undefined> => readText(join(root, path));
  const git = await gitIn(root);
  const packageJson = await read('package.json');
  const configName = (await Promise.all(CONFIG_FILE_NAMES.map(async (name) => ((await read(name)) === undefined ? [] : [name])))).flat()[0];
  const configAbove = root === dirname(root) ? undefined : findConfig(dirname(root));
  const ciProvider = git && (await ciProviderOf(git));
  return {
    root,
    packageManager: await packageManagerOf(root, env),
    hasTypeScript: packageJson === undefined || /"typescript"\s*:/.test(packageJson) || (await read('tsconfig.json')) !== undefined,
    ownRecipes: git === undefined ? [] : await recipesThatRunUs(git.root),
    read,
    ...(configName === undefined ? {} : { configName }),
    ...(configAbove === undefined ? {} : { configAbove }),
    ...(packageJson === undefined ? {} : { packageJson }),
    ...(git === undefined ? {} : { git }),
    ...(ciProvider === undefined ? {} : { ciProvider }),
  };
}

async function ciProviderOf(git: Git): Promise<CiProvider | undefined> {
  if ((await namesIn(join(git.root, '.github'))).length > 0) return 'github';
  if ((await readText(join(git.root, '.gitlab-ci.yml'))) !== undefined) return 'gitlab';
  const origin = await git.origin();
  return /github/i.test(origin) ? 'github' : /gitlab/i.test(origin) ? 'gitlab' : undefined;
}

async function recipesThatRunUs(gitRoot: string): Promise<readonly string[]> {
  const folder = join(gitRoot, '.github/workflows');
  const paths = [...(await namesIn(folder)).map((name) => join(folder, name)), join(gitRoot, '.gitlab-ci.yml')];
  const texts = await Promise.all(paths.map(readText));
  return paths.filter((_, index) => texts[index]?.includes('opus-codegen')).map((path) => relative(gitRoot, path).replaceAll('\\', '/'));
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return await readdir(folder).catch(() => []);
}
