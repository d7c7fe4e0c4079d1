import { DEFAULT_DATE_FORMAT, FILE_EXTENSIONS, type Variable, type VariableType } from '@opus-codegen/schema';
import type { LockedWorkflow } from '@opus-codegen/schema/lockfile';
import type { WorkflowNames } from '../names/workflow-names.ts';
import { MAX_OPTIONS_INLINE } from '../types/interfaces.ts';
import { stringLiteral } from '../types/string-literal.ts';
import { commentLines, commentText, foldLine } from './comment.ts';
import { exampleCall } from './example.ts';

/** A longer option is cut in comments, in UTF-16 units. */
const MAX_OPTION_LENGTH = 40;

/** The doc comment of a property: the label people see in the canvas, what it means, and what the type cannot say. */
export function propertyDoc(variable: Variable, direction: 'input' | 'output'): string {
  const label = sentence(oneLine(variable.displayName ?? ''));
  const description = sameText(label, variable.description ?? '') ? '' : (variable.description ?? '').trimEnd();
  const facts = factsOf(variable, direction).map(sentence);
  // A list or a table of several lines: what follows on the next line would be part of it.
  if (description.includes('\n')) {
    return [
      ...commentLines(notHeading(label)),
      ...commentLines(description),
      ...(facts.length === 0 ? [] : ['', ...commentLines(facts.join(' '))]),
    ].join('\n');
  }
  const parts = [label, sentence(description), ...facts].filter((part) => part !== '');
  // `summary: string` says "Summary." itself.
  if (parts.length === 1 && sameText(label, variable.name)) return '';
  return commentLines(notHeading(parts.join(' '))).join('\n');
}

/** The doc comment of `runInvoiceWorkflow`. */
export function runDoc(names: WorkflowNames, workflow: LockedWorkflow): string {
  return [
    ...aboutWorkflow(workflow),
    '',
    ...foldLine(
      'Makes a job, waits until it has ended and returns its outputs. The job runs on, and is paid for, when the wait is given up.',
    ),
    '',
    '@example',
    '```ts',
    ...exampleCall(names.run, workflow.inputs),
    '```',
    '',
    '@throws {InputError} `input` does not fit: nothing was sent.',
    '@throws {SchemaDriftError} the workflow changed and no longer takes this input: nothing was sent.',
    '@throws {JobFailedError} the job failed, was cancelled or timed out; holds its audit trail.',
    '@throws {WaitTimeoutError} the wait ended before the job did; the job goes on.',
    '@throws {OpusError} everything else: configuration, network, upload, results. The base of the above.',
  ].join('\n');
}

/** The doc comment of `startInvoiceWorkflow`. */
export function startDoc(names: WorkflowNames, workflow: LockedWorkflow): string {
  return [
    ...titleLines(workflow),
    '',
    ...foldLine(`Starts a job and returns its handle as soon as the service has taken it; \`${names.run}\` also waits for the outputs.`),
    '',
    '@throws {InputError} `input` does not fit: nothing was sent.',
    '@throws {SchemaDriftError} the workflow changed and no longer takes this input: nothing was sent.',
    '@throws {OpusError} everything else: configuration, network, upload. The base of the above.',
  ].join('\n');
}

/** The doc comment of `invoiceWorkflow`. */
export function handleDoc(names: WorkflowNames): string {
  return foldLine(`\`${names.workflow}.job(id)\` takes up an earlier job, \`${names.workflow}.map(rows)\` runs many.`).join('\n');
}

/** The doc comment of a removed input. */
export function removedDoc(): string {
  return '@deprecated The workflow no longer takes it: leave it out.';
}

function aboutWorkflow(workflow: LockedWorkflow): readonly string[] {
  const description = commentLines(workflow.description);
  const version = workflow.version === undefined ? '' : `, version ${workflow.version}`;
  const inactive = workflow.active === false ? ' It was switched off when this file was generated.' : '';
  return [
    ...titleLines(workflow),
    ...(description.length === 0 || sameText(workflow.name, workflow.description) ? [] : ['', ...description]),
    '',
    `Workflow \`${commentText(workflow.workflowId)}\`${version}.${inactive}`,
  ];
}

function titleLines(workflow: LockedWorkflow): readonly string[] {
  const lines = commentLines(notHeading(sentence(oneLine(workflow.name))));
  return lines.length === 0 ? ['An untitled workflow.'] : lines;
}

/** What a caller or reader should know and the type does not show, one sentence each. */
function factsOf(type: VariableType, direction: 'input' | 'output'): readonly string[] {
  const isInput = direction === 'input';
  switch (type.type) {
    case 'str':
      return type.options ? [`${isInput ? 'One' : 'So far one'} of ${optionList(type.options)}`] : [];
    case 'date': {
      const format = type.format ?? DEFAULT_DATE_FORMAT;
      return [isInput ? `A day, sent as \`${format}\`; a \`Date\` is read in UTC` : `A day as \`${format}\``];
    }
    case 'file':
    case 'array_files':
      if (!isInput) return [type.type === 'file' ? 'The URL of a file' : 'The URLs of files'];
      return type.accept && type.accept.length < FILE_EXTENSIONS.length ? [`Accepts ${type.accept.join(', ')}`] : [];
    case 'int':
      return ['A whole number'];
    case 'array':
      if (type.element?.type === 'file') return factsOf({ ...type.element, type: 'array_files' }, direction);
      return type.element ? factsOf(type.element, direction).map(ofEach) : [];
    case 'union': {
      const takesAnyText = type.anyOf.some((alternative) => alternative.type === 'str' && alternative.options === undefined);
      // "A whole number" would be said of the text beside it as well, and options of a text that may be any.
      const isClear = ({ type: name }: VariableType): boolean => name !== 'int' && !(name === 'str' && takesAnyText);
      return [...new Set(type.anyOf.filter(isClear).flatMap((alternative) => factsOf(alternative, direction)))];
    }
    case 'unknown':
      return [`Its type${type.declared === undefined ? '' : `, ${stringLiteral(type.declared)},`} is unknown to this generator`];
    case 'json_string':
      return [isInput ? 'Sent as JSON in a string' : 'Decoded from JSON in a string'];
    case 'float':
    case 'bool':
    case 'object':
      return [];
    default:
      return type satisfies never;
  }
}

/** Of a list in a list it is said once. */
function ofEach(fact: string): string {
  return fact.startsWith('Each: ') ? fact : `Each: ${fact.slice(0, 1).toLowerCase()}${fact.slice(1)}`;
}

function optionList(options: readonly string[]): string {
  // They have a type of their own, which lists them.
  if (options.length > MAX_OPTIONS_INLINE) return `${options.length} options`;
  return options
    .map((option) => stringLiteral(option.length > MAX_OPTION_LENGTH ? `${option.slice(0, MAX_OPTION_LENGTH)}…` : option))
    .join(', ');
}

/** Titles and labels are lines, whatever was pasted into them. */
function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ');
}

/** A line alone is no Markdown: a hover would show `# of pages` as a heading, without its sign. */
function notHeading(label: string): string {
  return label.replace(/^(?=#{1,6} )/, '\\');
}

/** Trimmed, and with a full stop unless it ends in punctuation of its own. */
function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[.!?:;…。！？]$/u.test(trimmed) ? trimmed : `${trimmed}.`;
}

function sameText(a: string, b: string): boolean {
  return bareText(a) === bareText(b);
}

function bareText(text: string): string {
  return text.trim().replace(/\.$/, '').toLowerCase();
}
