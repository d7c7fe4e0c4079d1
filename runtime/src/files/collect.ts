import { FILE_EXTENSIONS, type Variable, type VariableType } from '@opus-codegen/schema';
import { fieldOf, isRecord } from '../input/describe.ts';
import { elementOf } from '../input/element.ts';
import type { IssuePath } from '../input/issue.ts';
import { fittingType } from '../input/validate.ts';
import { extensionToSend, fileKey, isFile, isUploaded } from './source.ts';
import type { LocalFile, NamedBytes } from '../types.ts';

/** A file among the values of a call, still to be uploaded. */
export interface FoundFile {
  readonly source: LocalFile | NamedBytes | Blob;
  /** Where it stands in the input; the first place when the same file stands in several. */
  readonly path: IssuePath;
  /** Lower case, with the dot. */
  readonly extension: string;
  /** See `fileKey`. */
  readonly key: string;
}

/** Every file in the values to be uploaded, each once however often it stands there. Files the service already holds are not among them. */
export function collectFiles(variables: readonly Variable[], input: unknown): readonly FoundFile[] {
  const found = new Map<string, FoundFile>();
  const visit = (type: VariableType, value: unknown, path: IssuePath): void => {
    switch (type.type) {
      case 'file':
        if (!isFile(value) || isUploaded(value)) return;
        const key = fileKey(value, type.accept);
        const extension = extensionToSend(value, type.accept ?? FILE_EXTENSIONS);
        if (!found.has(key)) found.set(key, { source: value, path, extension, key });
        return;
      case 'array_files':
      case 'array':
        const element = elementOf(type);
        if (element === undefined || !Array.isArray(value)) return;
        return value.forEach((item: unknown, index) => visit(element, item, [...path, index]));
      case 'object':
        return fields(type.fields ?? [], value, path);
      case 'union':
        const fitting = fittingType(type.anyOf, value);
        if (fitting !== undefined) visit(fitting, value, path);
        return;
      case 'str':
      case 'int':
      case 'float':
      case 'bool':
      case 'date':
      case 'json_string':
      case 'unknown':
        return;
      default:
        return type satisfies never;
    }
  };
  const fields = (members: readonly Variable[], value: unknown, path: IssuePath): void => {
    if (isRecord(value)) for (const field of members) visit(field, fieldOf(value, field.name), [...path, field.name]);
  };
  fields(variables, input, []);
  return [...found.values()];
}
