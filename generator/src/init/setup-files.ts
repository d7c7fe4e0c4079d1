import { CONFIG_FILE_NAMES } from '../config/find-config.ts';

export const GITHUB_RECIPE = '.github/workflows/opus.yml';
export const GITLAB_PIPELINE = '.gitlab-ci.yml';
/** Beside a pipeline that is not ours. */
export const GITLAB_RECIPE = '.gitlab/opus.yml';

/** Everything `init` may write, by its path from the folder that is set up. */
export const SETUP_FILES: readonly string[] = [
  ...CONFIG_FILE_NAMES,
  '.gitattributes',
  '.gitignore',
  '.env',
  'package.json',
  GITHUB_RECIPE,
  GITLAB_PIPELINE,
  GITLAB_RECIPE,
];
