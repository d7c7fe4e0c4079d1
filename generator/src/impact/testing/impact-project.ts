import { mkdirSync, realpathSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compareWorkflows, type Finding, type Variable, type VariableType } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import { renderBindings, type EmitOptions } from '../../emit/bindings.ts';
import { tempFolder, type TempFolder } from '../../testing/temp-folder.ts';
import { findImpact, type CallSite, type ImpactRequest, type ImpactResult } from '../find-impact.ts';

/** The workflows of a project, by key. */
export type Workflows = Readonly<Record<string, LockedWorkflow>>;

export interface ImpactProject extends Disposable {
  readonly folder: TempFolder;
  /** What regenerating for these workflows would do. A workflow that is not among them is gone. */
  impactOf(after: Workflows, options?: ImpactOptions): Promise<ImpactResult>;
  /** Of the finding at a place, in the last comparison. */
  fingerprint(key: string, place: string): string | undefined;
  /** Files that are not as they were made. */
  changedOnDisk(): readonly string[];
}

export interface ImpactOptions {
  /** Default: what the comparison finds. */
  readonly findings?: ImpactRequest['findings'];
  readonly tsconfigPath?: string;
  /** Inside the project. */
  readonly cwd?: string;
  /** Another path to the project. */
  readonly root?: string;
}

export interface ProjectOptions {
  readonly workflows: Workflows;
  /** Besides the bindings. */
  readonly files: Readonly<Record<string, string>>;
  /** Default `src/opus`. */
  readonly output?: string;
  readonly emit?: Partial<EmitOptions>;
  /** Folders, by the name other packages import them under. */
  readonly links?: Readonly<Record<string, string>>;
}

const OPTIONS = {
  target: 'es2022',
  lib: ['es2022', 'dom'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: [],
};

/** A strict project of everything in `src`, and what is to be otherwise. */
export function tsconfigWith(compilerOptions: object, more: object = {}): string {
  return JSON.stringify({ compilerOptions: { ...OPTIONS, ...compilerOptions }, include: ['src'], ...more });
}

export const TSCONFIG: string = tsconfigWith({});

/** A user's project on the disk, generated for `workflows`, that sees the runtime's declarations as an installed package. */
export async function createImpactProject({
  workflows,
  files,
  output = 'src/opus',
  emit,
  links = {},
}: ProjectOptions): Promise<ImpactProject> {
  const folder = tempFolder({ 'package.json': '{ "type": "module" }', ...files });
  for (const [name, target] of Object.entries({ '@opus-codegen/runtime': runtimeFolder(), ...links })) {
    const at = join(folder.path, 'node_modules', name);
    mkdirSync(dirname(at), { recursive: true });
    symlinkSync(target.startsWith('/') ? target : join(folder.path, target), at, 'junction');
  }
  const options: EmitOptions = { importExtension: '.ts', barrel: true, ...emit };
  const before = await renderBindings(workflows, options);
  folder.write(Object.fromEntries([...before].map(([name, text]) => [join(output, name), text])));
  const made = ownFiles(folder);
  let lastFindings: ImpactRequest['findings'] = new Map();
  return {
    folder,
    [Symbol.dispose]: () => folder[Symbol.dispose](),
    fingerprint: (key, place) => lastFindings.get(key)?.find((finding) => finding.place === place)?.fingerprint,
    changedOnDisk: () => {
      const now = ownFiles(folder);
      return [...new Set([...Object.keys(made), ...Object.keys(now)])].filter((name) => made[name] !== now[name]);
    },
    impactOf: async (after, { cwd = '', root = folder.path, findings = findingsBetween(workflows, after), ...more } = {}) => {
      lastFindings = findings;
      const wanted = await renderBindings(after, options);
      const names = new Set([...before.keys(), ...wanted.keys()]);
      const overlay = new Map([...names].map((name) => [join(root, output, name), wanted.get(name)]));
      return findImpact({ cwd: join(root, cwd), overlay, findings, ...more });
    },
  };
}

/** What is told about one file: line, summary, rule. */
export function told({ callSites }: ImpactResult, file: string): readonly (readonly [number, string, CallSite['rule']])[] {
  return callSites.filter((site) => site.file === file).map((site) => [site.line, site.summary, site.rule] as const);
}

export function findingsBetween(before: Workflows, after: Workflows): ReadonlyMap<string, readonly Finding[]> {
  return new Map(Object.entries(before).map(([key, old]) => [key, compareWorkflows(old, after[key], { workflow: key })]));
}

export function workflow(
  key: string,
  inputs: readonly Variable[],
  outputs: readonly Variable[] = [],
  removed: LockedWorkflow['removed'] = [],
): LockedWorkflow {
  return {
    workflowId: `id-of-${key}`,
    name: key,
    description: '',
    generation: 'v1',
    fingerprint: { inputs: 'fp1:0', outputs: 'fp1:0' },
    inputs,
    outputs,
    removed,
  };
}

/** A variable named the same everywhere. */
export function variable(name: string, type: VariableType & Pick<Variable, 'nullable' | 'displayName'>): Variable {
  return { name, wire: `wire_${name}`, ...type };
}

/** Without the linked packages. */
function ownFiles(folder: TempFolder): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(folder.tree()).filter(([name]) => !name.startsWith('node_modules')));
}

function runtimeFolder(): string {
  return realpathSync(join(import.meta.dirname, '../../../node_modules/@opus-codegen/runtime'));
}
