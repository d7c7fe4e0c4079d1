import type { Variable, VariableType } from '@opus-codegen/schema';
import { recordOf } from '../json.ts';
import type { Outputs } from '../jobs/outcome.ts';
import { printDate } from '../validation/strptime.ts';

/** The contract's own example date. */
const DAY = new Date(Date.UTC(2025, 10, 9));

export interface PlausibleContext {
  readonly jobId: string;
  readonly storageOrigin: string;
}

/** A value for every declared output, by wire name: of the declared type, the same at every run of the same job id. */
export function plausibleOutputs(outputs: readonly Variable[], context: PlausibleContext): Outputs {
  return recordOf(outputs.map((output) => [output.wire, plausibleValue(output, output.displayName ?? output.wire, context)]));
}

function plausibleValue(type: VariableType, label: string, context: PlausibleContext): unknown {
  switch (type.type) {
    case 'str':
      return type.options?.[0] ?? `${label} of job ${context.jobId}`;
    case 'int':
      return 42;
    case 'float':
      return 1249.5;
    case 'bool':
      return true;
    case 'date':
      return printDate(DAY, type.format);
    case 'json_string':
      return JSON.stringify({ source: label });
    case 'file':
      return fileUrl(type.accept, label, context);
    case 'array_files':
      return [fileUrl(type.accept, label, context)];
    case 'array':
      return type.element === undefined ? ['first', 'second'] : [plausibleValue(type.element, label, context)];
    case 'object':
      return recordOf((type.fields ?? []).map((field) => [field.wire, plausibleValue(field, field.displayName ?? field.wire, context)]));
    case 'union':
      return type.anyOf[0] === undefined ? null : plausibleValue(type.anyOf[0], label, context);
    case 'unknown':
      return `${label} of job ${context.jobId}`;
    default:
      return type satisfies never;
  }
}

function fileUrl(accept: readonly string[] | undefined, label: string, context: PlausibleContext): string {
  const name = label.replaceAll(/[^a-zA-Z0-9]+/g, '_').slice(0, 60) || 'file';
  return `${context.storageOrigin}/media/private/outputs/${context.jobId}_${name}${accept?.[0] ?? '.pdf'}`;
}
