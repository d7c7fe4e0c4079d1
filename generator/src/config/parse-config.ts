import { join, resolve } from 'node:path';
import { readBaseUrl, DEFAULT_BASE_URL } from './base-url.ts';
import { closest } from './closest.ts';
import { shapeConfig, shapeWorkflow, type ShapedConfig, type ShapedWorkflow, type ShapeProblem } from './config-shape.ts';
import type { NameOverrides, Project, ProjectWorkflow } from './project.ts';
import { readWorkflowId } from './workflow-id.ts';
import { checkWorkflowKeys } from './workflow-keys.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isUsableName } from '../names/identifier.ts';
import { isAtOrBelow } from '../paths/is-at-or-below.ts';

export interface ConfigSource {
  /** For messages. */
  readonly label: string;
  readonly configPath: string;
  readonly root: string;
  /** Whether the file holds several configs: then the default lockfile stands in the output folder. */
  readonly oneOfSeveral: boolean;
  /** Which of them. */
  readonly configIndex?: number;
  /** A config that is about to be given its first workflow, or has just lost its last. */
  readonly allowNoWorkflows?: boolean;
  /** The environment over `.env`. Only the key's variable and `OPUS_BASE_URL` are read. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

export type ConfigParsing =
  { readonly ok: true; readonly project: Project } | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const DEFAULT_KEY_ENV = 'OPUS_SERVICE_KEY';

/** A config's default export → a `Project`, or everything that is wrong with it at once. Pure: touches neither disk nor network. */
export function parseConfig(raw: unknown, source: ConfigSource): ConfigParsing {
  const shaped = shapeConfig(raw);
  if (!shaped.ok) return { ok: false, diagnostics: shaped.problems.map((problem) => shapeDiagnostic(problem, source.label, [])) };
  const config = shaped.value;

  const problems: Diagnostic[] = [];
  const workflows = parseWorkflows(config.workflows, source, problems);
  problems.push(...checkWorkflowKeys(Object.keys(config.workflows), source.label));
  const serviceKeyEnv = parseKeyEnv(config, source.label, problems);
  const baseUrl = parseBaseUrl(config, source, problems);
  const outputDir = parsePath(config.output ?? './src/opus', 'output', source, problems);
  const lockfile = config.lockfile ?? (source.oneOfSeveral ? join(outputDir, 'opus.lock.json') : './opus.lock.json');
  const lockfilePath = parsePath(lockfile, 'lockfile', source, problems);
  if (problems.length > 0) return { ok: false, diagnostics: problems };

  const serviceKey = source.env[serviceKeyEnv]?.trim();
  return {
    ok: true,
    project: {
      label: source.label,
      configPath: source.configPath,
      ...(source.configIndex === undefined ? {} : { configIndex: source.configIndex }),
      root: source.root,
      outputDir,
      lockfilePath,
      baseUrl,
      serviceKeyEnv,
      ...(serviceKey === undefined || serviceKey === '' ? {} : { serviceKey }),
      workflows,
      importExtension: config.importExtension ?? 'auto',
      barrel: config.barrel ?? true,
      concurrency: config.concurrency ?? 6,
      failOn: config.failOn ?? 'breaking',
      driftRules: config.drift?.rules ?? {},
    },
  };
}

function parseWorkflows(
  raw: Readonly<Record<string, unknown>>,
  { label, allowNoWorkflows = false }: ConfigSource,
  problems: Diagnostic[],
): readonly ProjectWorkflow[] {
  const entries = Object.entries(raw);
  if (entries.length === 0 && !allowNoWorkflows) problems.push(diagnose('config-no-workflows', { where: `${label} › workflows` }));
  const keyOfWorkflow = new Map<string, string>();
  return entries.flatMap(([key, value]) => {
    const path = ['workflows', key];
    const shaped = shapeWorkflow(value);
    if (!shaped.ok) {
      problems.push(...shaped.problems.map((problem) => shapeDiagnostic(problem, label, path)));
      return [];
    }
    const { version, workflowVersionId } = shaped.value;
    const where = `${label} › ${path.join('.')}`;
    const reading = readWorkflowId(shaped.value.id);
    if (!reading.ok) {
      problems.push(diagnose('config-bad-workflow-id', { what: `The id of "${key}" cannot be used: ${reading.problem}.`, where }));
      return [];
    }
    if (version !== undefined && workflowVersionId !== undefined) {
      problems.push(
        diagnose('config-invalid-value', {
          what: `"${key}" is pinned twice.`,
          where,
          fix: 'Keep either `version` or `workflowVersionId`.',
        }),
      );
    }
    const pinText = String(version ?? workflowVersionId ?? '');
    // One workflow at two pinned versions is two schemas, and so two functions.
    const identity = `${reading.workflowId}\n${pinText}`;
    const other = keyOfWorkflow.get(identity);
    if (other !== undefined) {
      problems.push(
        diagnose('config-duplicate-id', { what: `"${other}" and "${key}" both name the workflow ${reading.workflowId}.`, where }),
      );
    }
    keyOfWorkflow.set(identity, key);
    return [
      {
        key,
        workflowId: reading.workflowId,
        ...(version === undefined ? {} : { pin: { version } }),
        ...(workflowVersionId === undefined ? {} : { pin: { workflowVersionId } }),
        overrides: parseOverrides(shaped.value, where, problems),
      },
    ];
  });
}

function parseOverrides(workflow: ShapedWorkflow, where: string, problems: Diagnostic[]): NameOverrides {
  const side = (name: 'inputs' | 'outputs'): NameOverrides => {
    const names = workflow[name];
    if (names === undefined) return {};
    const checked: Record<string, string> = {};
    for (const [wire, chosen] of Object.entries(names)) {
      if (typeof chosen === 'string' && isUsableName(chosen)) {
        Object.defineProperty(checked, wire, { value: chosen, enumerable: true }); // a plain assignment would lose `__proto__`
      } else {
        problems.push(
          diagnose('config-invalid-value', {
            what: `The name chosen for "${wire}" cannot be used in TypeScript.`,
            where: `${where}.${name}`,
            fix: 'Write a name like poNumber.',
          }),
        );
      }
    }
    return { [name]: checked };
  };
  return { ...side('inputs'), ...side('outputs') };
}

function parseKeyEnv(config: ShapedConfig, label: string, problems: Diagnostic[]): string {
  const name = config.serviceKeyEnv ?? DEFAULT_KEY_ENV;
  // Keys are an underscore and 96 characters (operator-api.md §6), which a variable's name could be too; no name is that long.
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || name.length > 64)
    problems.push(diagnose('config-literal-key', { where: `${label} › serviceKeyEnv` }));
  return name;
}

function parseBaseUrl(config: ShapedConfig, source: ConfigSource, problems: Diagnostic[]): string {
  const fromEnv = source.env['OPUS_BASE_URL']?.trim();
  const overridden = fromEnv !== undefined && fromEnv !== '';
  const reading = readBaseUrl(overridden ? fromEnv : (config.baseUrl ?? DEFAULT_BASE_URL));
  if (reading.ok) return reading.baseUrl;
  const name = overridden ? 'OPUS_BASE_URL' : 'baseUrl';
  problems.push(
    diagnose('config-bad-base-url', {
      what: `${name} cannot be used: ${reading.problem}.`,
      where: overridden ? 'environment › OPUS_BASE_URL' : `${source.label} › baseUrl`,
    }),
  );
  return DEFAULT_BASE_URL;
}

function parsePath(path: string, key: 'output' | 'lockfile', source: ConfigSource, problems: Diagnostic[]): string {
  const absolute = resolve(source.root, path);
  if (!isAtOrBelow(absolute, source.root)) {
    problems.push(
      diagnose('config-output-outside', {
        what: `${key} leads to ${absolute}, outside of ${source.root}.`,
        where: `${source.label} › ${key}`,
      }),
    );
  }
  return absolute;
}

function shapeDiagnostic(problem: ShapeProblem, label: string, prefix: readonly string[]): Diagnostic {
  const place = (path: readonly string[]): string => [...prefix, ...path].join('.');
  switch (problem.kind) {
    case 'unknown-key': {
      const where = `${label} › ${place([...problem.path, problem.key])}`;
      if (/^(?:service|api)?_?key$/i.test(problem.key)) {
        return diagnose('config-unknown-key', {
          what: `There is no key "${problem.key}".`,
          where,
          why: 'A config is committed; a service key must not be.',
          fix: 'Put the key into the environment or into .env, and name its variable in serviceKeyEnv (default OPUS_SERVICE_KEY).',
        });
      }
      const meant = closest(problem.key, problem.known);
      return diagnose('config-unknown-key', {
        what: `There is no key "${problem.key}".`,
        where,
        fix: meant === undefined ? `Remove it. Known here: ${problem.known.join(', ')}.` : `Did you mean "${meant}"?`,
      });
    }
    case 'missing': {
      const at = place(problem.path);
      if (at === 'workflows') return diagnose('config-no-workflows', { where: `${label} › workflows` });
      return diagnose('config-invalid-value', { what: `"${at}" is missing.`, where: `${label} › ${at}`, fix: 'Add it.' });
    }
    case 'invalid': {
      const at = place(problem.path);
      return diagnose('config-invalid-value', {
        what: at === '' ? 'The default export is no config object.' : `"${at}" should be ${problem.expected}.`,
        where: at === '' ? label : `${label} › ${at}`,
        ...(at === '' ? { fix: 'Export an object: `export default defineConfig({ workflows: { … } })`.' } : {}),
      });
    }
    default:
      return problem satisfies never;
  }
}
