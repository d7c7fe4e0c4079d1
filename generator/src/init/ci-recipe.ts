import type { CiProvider } from './found-project.ts';
import { frozenInstallCommand, localCommand, type PackageManager } from '../package-manager/package-manager.ts';

export interface RecipeContext {
  readonly packageManager: PackageManager;
  /** Whether package.json says which version of the package manager it wants. */
  readonly isVersionPinned: boolean;
  /** From the top of the repository to the folder of the config; empty when they are one. */
  readonly folder: string;
  readonly serviceKeyEnv: string;
}

/** A recipe that checks every change, for a project that has us installed. Pure. */
export function ciRecipe(provider: CiProvider, context: RecipeContext): string {
  switch (provider) {
    case 'github':
      return githubRecipe(context);
    case 'gitlab':
      return gitlabRecipe(context);
    default:
      return provider satisfies never;
  }
}

function githubRecipe({ packageManager, isVersionPinned, folder, serviceKeyEnv }: RecipeContext): string {
  const name = packageManager.split('@')[0];
  const setUp =
    name === 'pnpm'
      ? `      - uses: pnpm/action-setup@v4\n${isVersionPinned ? '' : `        with:\n          version: 10\n`}`
      : name === 'bun'
        ? '      - uses: oven-sh/setup-bun@v2\n'
        : '';
  // It wants a lockfile at the top.
  const cache = folder !== '' ? '' : name === 'npm' || name === 'pnpm' || name === 'yarn' ? `          cache: ${name}\n` : '';
  const defaults = folder === '' ? '' : `    defaults:\n      run:\n        working-directory: ${JSON.stringify(folder)}\n`;
  return `# Do config, lockfile and generated files agree, and does the service still say what the lockfile says?
# The key is a secret of the repository: Settings > Secrets and variables > Actions, ${serviceKeyEnv}.
name: Opus workflows

on:
  pull_request:
  push:
    branches: [main]

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
${defaults}    steps:
      - uses: actions/checkout@v6
        with:
          persist-credentials: false
${setUp}      - uses: actions/setup-node@v6
        with:
          node-version: 24
${cache}      - run: ${frozenInstallCommand(packageManager)}
      - env:
          ${serviceKeyEnv}: \${{ secrets.${serviceKeyEnv} }}
          IS_FORK: \${{ github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name != github.repository }}
        # A pull request from a fork is given no secrets: there the files are checked alone. An outage of the service fails nobody's pull request.
        run: |
          how='--remote auto'
          if [ -z "$${serviceKeyEnv}" ] && [ "$IS_FORK" = true ]; then how=--offline; fi
          ${localCommand(packageManager, ['opus-codegen', 'check', '--format', 'github'])} $how
`;
}

function gitlabRecipe({ packageManager, folder, serviceKeyEnv }: RecipeContext): string {
  const name = packageManager.split('@')[0];
  const setUp = name === 'npm' || name === 'yarn' ? '' : `    - npm install --global ${name}\n`;
  const into = folder === '' ? '' : `    - cd ${JSON.stringify(folder)}\n`;
  const inFolder = folder === '' ? '' : `${folder}/`;
  return `# Do config, lockfile and generated files agree, and does the service still say what the lockfile says?
# The key is a masked variable: Settings > CI/CD > Variables, ${serviceKeyEnv}.
opus-check:
  image: node:24
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
${into}${setUp}    - ${frozenInstallCommand(packageManager)}
    # A fork has no variables of ours: there the files are checked alone.
    - |
      how='--remote auto'
      if [ -z "$${serviceKeyEnv}" ] && [ "$CI_MERGE_REQUEST_SOURCE_PROJECT_ID" != "$CI_MERGE_REQUEST_PROJECT_ID" ]; then how=--offline; fi
    - ${localCommand(packageManager, ['opus-codegen', 'check'])} $how --report gitlab=gl-code-quality-report.json --report junit=opus-junit.xml
  artifacts:
    when: always
    reports:
      codequality: ${inFolder}gl-code-quality-report.json
      junit: ${inFolder}opus-junit.xml
`;
}
