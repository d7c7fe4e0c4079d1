import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { closest } from './closest.ts';
import { withEnvFile, type Env } from './env-file.ts';
import { CONFIG_FILE_NAMES, findConfig } from './find-config.ts';
import { importConfig } from './import-config.ts';
import { parseConfig } from './parse-config.ts';
import type { Project } from './project.ts';
import { diagnose, DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { shownPath } from '../paths/shown-path.ts';

export interface LoadOptions {
  /** Absolute. Where the search begins, and what messages are relative to. */
  readonly cwd: string;
  /** As given with `--config`, relative to `cwd`; empty: search upward. */
  readonly configPaths: readonly string[];
  readonly env: Env;
  /** What takes the place of a config file's text, by its path: a config that is about to be written. */
  readonly texts?: ReadonlyMap<string, string>;
  /** See `ConfigSource`. */
  readonly allowNoWorkflows?: boolean;
}

/**
 * Every config that takes part in this run, in order: one file may hold several, and several files may be named.
 *
 * Reads the config files and the `.env` beside each. A config is code: it is run.
 *
 * @throws {DiagnosticError} with everything that is wrong in all of them.
 */
export async function loadProjects(options: LoadOptions): Promise<readonly Project[]> {
  const projects: Project[] = [];
  const problems: Diagnostic[] = [];
  for (const path of configFiles(options)) {
    const label = shownPath(options.cwd, path);
    const exported = await importedConfig(path, label, options.texts?.get(path));
    const several = Array.isArray(exported);
    const configs: readonly unknown[] = several ? exported : [exported];
    if (configs.length === 0) problems.push(diagnose('config-no-workflows', { what: 'The array of configs is empty.', where: label }));
    const root = dirname(path);
    const env = withEnvFile(root, options.env);
    for (const [index, raw] of configs.entries()) {
      const parsed = parseConfig(raw, {
        label: several ? `${label}[${index}]` : label,
        configPath: path,
        root,
        oneOfSeveral: several,
        ...(several ? { configIndex: index } : {}),
        allowNoWorkflows: options.allowNoWorkflows ?? false,
        env,
      });
      if (parsed.ok) projects.push(parsed.project);
      else problems.push(...parsed.diagnostics);
    }
  }
  problems.push(...sharedPlaces(projects), ...(await unknownRules(projects)));
  if (problems.length > 0) throw new DiagnosticError(...problems);
  return projects.map((project) => withNeighbours(project, projects));
}

function withNeighbours(project: Project, projects: readonly Project[]): Project {
  const neighbours = projects.filter((other) => other !== project && other.root === project.root);
  return neighbours.length === 0 ? project : { ...project, neighbours };
}

/**
 * The config files that take part.
 *
 * @throws {DiagnosticError} when there is none.
 */
export function configFiles({ cwd, configPaths }: Pick<LoadOptions, 'cwd' | 'configPaths'>): readonly string[] {
  if (configPaths.length === 0) {
    const found = findConfig(cwd);
    if (found === undefined) throw new DiagnosticError(diagnose('config-not-found', { what: `No config file in ${cwd} or above it.` }));
    return [found];
  }
  const paths = configPaths.map((path) => {
    const absolute = resolve(cwd, path);
    if (!existsSync(absolute)) {
      throw new DiagnosticError(
        diagnose('config-not-found', { what: `${absolute} does not exist.`, why: 'It was named with --config.', fix: 'Correct --config.' }),
      );
    }
    if (!statSync(absolute).isDirectory()) return absolute;
    const inside = CONFIG_FILE_NAMES.map((name) => join(absolute, name)).find((file) => existsSync(file));
    if (inside === undefined)
      throw new DiagnosticError(diagnose('config-not-found', { what: `There is no opus.config.* in ${absolute}.` }));
    return inside;
  });
  return [...new Set(paths)];
}

async function importedConfig(path: string, label: string, text: string | undefined): Promise<unknown> {
  let exported: unknown;
  try {
    exported = await importConfig(path, text);
  } catch (error) {
    throw new DiagnosticError(diagnose('config-not-loaded', { what: `${label} cannot be loaded: ${messageOf(error)}`, where: path }));
  }
  if (exported === undefined || exported === null) throw new DiagnosticError(diagnose('config-no-default-export', { where: path }));
  return exported;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'it throws something that is no error';
}

/** The rules are known to the package that applies them, which is loaded only when a config speaks of them. */
async function unknownRules(projects: readonly Project[]): Promise<readonly Diagnostic[]> {
  if (projects.every(({ driftRules }) => Object.keys(driftRules).length === 0)) return [];
  const { RULES } = await import('@opus-codegen/schema');
  const known = Object.keys(RULES);
  return projects.flatMap(({ label, driftRules }) =>
    Object.keys(driftRules)
      .filter((rule) => !known.includes(rule))
      .map((rule) => {
        const meant = closest(rule, known);
        return diagnose('config-unknown-rule', {
          what: `There is no rule "${rule}".`,
          where: `${label} › drift.rules.${rule}`,
          fix: meant === undefined ? `Remove it. Rules: ${known.join(', ')}.` : `Did you mean "${meant}"?`,
        });
      }),
  );
}

/** Two configs that would write to one folder or one lockfile would delete each other's work. */
function sharedPlaces(projects: readonly Project[]): readonly Diagnostic[] {
  const takenBy = new Map<string, Project>();
  return projects.flatMap((project) =>
    (['outputDir', 'lockfilePath'] as const).flatMap((place) => {
      // Upper and lower case are one on many disks.
      const path = project[place].toLowerCase();
      const other = takenBy.get(path);
      takenBy.set(path, project);
      return other === undefined
        ? []
        : [
            diagnose('config-shared-place', {
              what: `${other.label} and ${project.label} both write ${project[place]}.`,
              where: project.label,
            }),
          ];
    }),
  );
}
