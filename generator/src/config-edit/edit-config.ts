import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ts } from 'ts-morph';
import { findWorkflows, propertyNamed } from './find-workflows.ts';
import { insertEntry } from './insert-entry.ts';
import { parseSource } from './parse-source.ts';
import { removeEntry } from './remove-entry.ts';
import { quoted } from './text-style.ts';
import { importConfig } from '../config/import-config.ts';
import type { Project } from '../config/project.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';
import { keepFormatted } from '../format/keep-formatted.ts';

export interface NewWorkflow {
  readonly key: string;
  readonly workflowId: string;
}

/**
 * The text of a project's config with workflows more, every comment and blank kept. Nothing is written.
 *
 * @throws {DiagnosticError} with the lines to paste, when the config is computed, or running the new text gives anything but the old config and
 * these workflows.
 */
export async function withWorkflows(project: Project, added: readonly NewWorkflow[]): Promise<string> {
  const lines = added.map(({ key, workflowId }) => `${key}: ${quoted(workflowId, { quote: "'" })},`);
  return await edited(project, {
    edit: (text, path) =>
      added.reduce((before, { key, workflowId }) => {
        const { file, workflows } = located(before, path, project.configIndex);
        // Another run was quicker.
        if (propertyNamed(workflows, key) !== undefined) throw new NotEditable(`"${key}" stands in it already`);
        return insertEntry(file, workflows, { key, value: workflowId });
      }, text),
    intend: (workflows) => ({ ...workflows, ...Object.fromEntries(added.map(({ key, workflowId }) => [key, workflowId])) }),
    byHand: `Write into its workflows: ${lines.join(' ')} Then run \`opus-codegen generate\`.`,
  });
}

/**
 * The text of a project's config without some workflows, everything else kept. Nothing is written.
 *
 * @throws {DiagnosticError} as `withWorkflows`.
 */
export async function withoutWorkflows(project: Project, keys: readonly string[]): Promise<string> {
  return await edited(project, {
    edit: (text, path) =>
      keys.reduce((before, key) => {
        const { file, workflows } = located(before, path, project.configIndex);
        const entry = propertyNamed(workflows, key);
        if (entry === undefined) throw new NotEditable(`"${key}" does not stand in it as an entry of its own`);
        return removeEntry(file, workflows, entry);
      }, text),
    intend: (workflows) => Object.fromEntries(Object.entries(workflows).filter(([key]) => !keys.includes(key))),
    byHand: `Take ${keys.map((key) => `"${key}"`).join(' and ')} out of its workflows yourself, then run \`opus-codegen generate\`.`,
  });
}

interface Edit {
  readonly edit: (text: string, path: string) => string;
  /** What the edit is to make of `workflows`. */
  readonly intend: (workflows: object) => unknown;
  readonly byHand: string;
}

/** Why a config is left alone, as the end of a sentence. */
class NotEditable extends Error {}

async function edited({ configPath, configIndex, label }: Project, { edit, intend, byHand }: Edit): Promise<string> {
  try {
    const before = await readFile(configPath, 'utf8');
    const after = await keepFormatted(configPath, before, edit(before, configPath));
    const intended = withWorkflowsOf(await importConfig(configPath), configIndex, intend);
    const outcome = await importConfig(configPath, after).catch((error: unknown) => {
      throw new NotEditable(`what would come out cannot be run (${error instanceof Error ? error.message : String(error)})`);
    });
    if (!isDeepStrictEqual(outcome, intended)) throw new NotEditable('what would come out is not what was meant');
    return after;
  } catch (error) {
    if (!(error instanceof NotEditable)) throw error;
    throw new DiagnosticError(
      diagnose('config-edit-unsafe', { what: `${label} cannot be edited in place: ${error.message}.`, where: configPath, fix: byHand }),
    );
  }
}

function located(
  text: string,
  path: string,
  index: number | undefined,
): { readonly file: ts.SourceFile; readonly workflows: ts.ObjectLiteralExpression } {
  const file = parseSource(basename(path), text);
  const place = findWorkflows(file, index);
  if (!place.ok) throw new NotEditable(place.problem);
  return { file, workflows: place.workflows };
}

/** A config's export with other workflows. It was loaded before, so its shape is known to be right. */
function withWorkflowsOf(exported: unknown, index: number | undefined, intend: Edit['intend']): unknown {
  if (Array.isArray(exported))
    return exported.map((config: unknown, at) => (at === index ? withWorkflowsOf(config, undefined, intend) : config));
  const config = Object(exported) as { readonly workflows?: unknown }; // whatever it is, an object now
  return { ...config, workflows: intend(Object(config.workflows)) };
}
