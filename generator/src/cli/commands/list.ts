import type { Variable, VariableType } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import type { Command } from '../command.ts';
import { openProjects } from '../open-projects.ts';
import { forTerminal } from '../../reports/escape/terminal.ts';
import { lockedWorkflow } from '../../lock/agreement.ts';
import { readLockfile } from '../../lock/read-lockfile.ts';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import { placeInside } from '../../plan/place-inside.ts';
import { workflowNames } from '../../names/workflow-names.ts';

/** `list`: the workflows of the lockfile, with their inputs and outputs and how precisely they are typed. Reads files only. */
export const list: Command<object> = async (options, context) => {
  const { projects, filter } = await openProjects(options, context);
  const entries: Listed[] = [];
  const diagnostics = [];
  for (const project of projects) {
    const onDisk = await readLockfile(await placeInside(project.root, project.lockfilePath));
    if (onDisk === undefined) diagnostics.push(diagnose('lockfile-missing', { where: project.lockfilePath }));
    for (const { key, workflowId } of project.workflows) {
      if (filter !== undefined && !filter.has(key)) continue;
      const locked = lockedWorkflow(onDisk?.lockfile, key);
      entries.push({ config: project.label, key, workflowId, ...(locked === undefined ? {} : { locked }) });
    }
  }
  const text = listText(entries, context.colors.bold, context.colors.dim);
  return { text, isDocument: true, json: { workflows: entries.map(listJson) }, diagnostics };
};

interface Listed {
  readonly config: string;
  readonly key: string;
  readonly workflowId: string;
  readonly locked?: LockedWorkflow;
}

function listText(entries: readonly Listed[], bold: (text: string) => string, dim: (text: string) => string): string {
  const blocks = entries.map(({ key, workflowId, locked }) => {
    const head = `${bold(key)}  ${dim(workflowId)}`;
    if (locked === undefined) return `${head}\n  not generated yet: run \`opus-codegen generate\``;
    const { run } = workflowNames(key);
    return [
      `${head}  ${forTerminal(locked.name)}`,
      `  ${run}()`,
      ...locked.inputs.map((variable) => `  ${dim('in ')} ${variableText(variable)}`),
      ...locked.outputs.map((variable) => `  ${dim('out')} ${variableText(variable)}`),
      ...locked.removed.map(({ name }) => `  ${dim('in ')} ${forTerminal(name)}: removed from the workflow`),
    ].join('\n');
  });
  const shares = (['inputs', 'outputs'] as const).map((side) => shareText(side, entries));
  return [...blocks, shares.join('\n')].join('\n\n');
}

function variableText(variable: Variable): string {
  return forTerminal(`${variable.name}${variable.nullable === true ? '?' : ''}: ${typeText(variable)}`);
}

function typeText(type: VariableType): string {
  switch (type.type) {
    case 'str':
      return type.options === undefined ? 'str' : `str (${type.options.length} options)`;
    case 'file':
    case 'array_files':
      return type.accept === undefined ? type.type : `${type.type} (${type.accept.join(' ')})`;
    case 'array':
      return type.element === undefined ? 'array of anything' : `array of ${typeText(type.element)}`;
    case 'object':
      return type.fields === undefined ? 'object of anything' : `object { ${type.fields.map(({ name }) => name).join(', ')} }`;
    case 'date':
      return type.format === undefined ? 'date' : `date ${type.format}`;
    case 'union':
      return type.anyOf.map(typeText).join(' | ');
    case 'unknown':
      return `unknown${type.declared === undefined ? '' : ` ("${type.declared}")`}`;
    case 'int':
    case 'float':
    case 'bool':
    case 'json_string':
      return type.type;
    default:
      return type satisfies never;
  }
}

interface Share {
  readonly total: number;
  readonly opaque: readonly string[];
}

function shareOf(side: 'inputs' | 'outputs', entries: readonly Listed[]): Share {
  const all = entries.flatMap(({ key, locked }) =>
    (locked?.[side] ?? []).map((variable) => ({ place: `${key}.${variable.name}`, variable })),
  );
  return { total: all.length, opaque: all.filter(({ variable }) => isOpaque(variable)).map(({ place }) => place) };
}

function shareText(side: 'inputs' | 'outputs', entries: readonly Listed[]): string {
  const { total, opaque } = shareOf(side, entries);
  return `${total} ${side}, ${total - opaque.length} precise, ${opaque.length} opaque${opaque.length === 0 ? '' : `: ${forTerminal(opaque.join(', '))}`}`;
}

/** Whether a value of the type, or a part of it, passes as JSON that nothing describes. */
function isOpaque(type: VariableType): boolean {
  switch (type.type) {
    case 'unknown':
    case 'json_string':
      return true;
    case 'array':
      return type.element === undefined || isOpaque(type.element);
    case 'object':
      return type.fields === undefined || type.fields.some(isOpaque);
    case 'union':
      return type.anyOf.some(isOpaque);
    case 'str':
    case 'int':
    case 'float':
    case 'bool':
    case 'date':
    case 'file':
    case 'array_files':
      return false;
    default:
      return type satisfies never;
  }
}

function listJson({ config, key, workflowId, locked }: Listed): Readonly<Record<string, unknown>> {
  const variables = (side: 'inputs' | 'outputs'): unknown =>
    locked?.[side].map((variable) => ({
      name: variable.name,
      wire: variable.wire,
      type: variable.type,
      nullable: variable.nullable === true,
      precise: !isOpaque(variable),
    })) ?? [];
  return {
    config,
    key,
    workflowId,
    generated: locked !== undefined,
    ...(locked === undefined ? {} : { name: locked.name }),
    run: workflowNames(key).run,
    inputs: variables('inputs'),
    outputs: variables('outputs'),
    removed: locked?.removed.map(({ name }) => name) ?? [],
  };
}
