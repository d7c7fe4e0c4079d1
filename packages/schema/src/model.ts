/**
 * What a workflow expects and returns, whichever generation of the service described it.
 *
 * One model for everybody: the readers produce it, the lockfile and the generated descriptors hold it as JSON, drift compares it, the runtime
 * encodes and decodes by it. Absent keys mean "nothing said": no `null`, no empty list, no `false` is ever stored.
 */

/** A whole workflow, as one answer of `GET /workflow/{id}` described it (operator-api.md §2). */
export interface WorkflowSchema {
  /** The id the service gave itself; absent when the answer did not say. */
  readonly workflowId?: string;
  /** The title people see; empty when there is none. */
  readonly name: string;
  /** Empty when there is none. */
  readonly description: string;
  /** The published version, where the service tells (v2). */
  readonly version?: number;
  /** `false` only when the service says so: such a workflow refuses jobs or is about to. */
  readonly active?: boolean;
  /** Decides how array and object values are sent: v2 wants a `typeDefinition` beside them (operator-api.md §3). */
  readonly generation: SchemaGeneration;
  /** What callers send, in the order of the answer. */
  readonly inputs: readonly Variable[];
  /** What a run may return. Which of them it does return depends on the branch it took. */
  readonly outputs: readonly Variable[];
}

/** Which form the service described a workflow in: `v1` as a map of variables, `v2` as a graph of nodes. */
export type SchemaGeneration = 'v1' | 'v2';

/** An input or output of a workflow, or a field of an object: a type, and how it is called. */
export type Variable = VariableType & VariableLabels;

/** How a variable is called, by whom. */
export interface VariableLabels {
  /** The TypeScript name. The readers put the wire name here; `pull` pins a readable one in the lockfile. Never part of a comparison. */
  readonly name: string;
  /** `variable_name`: the key on the wire. The service may regenerate it at any edit. */
  readonly wire: string;
  /** The platform's own id of the variable. Survives some edits that change the wire name. */
  readonly id?: string;
  /** `display_name`: the label people see in the canvas. Neither unique nor stable. */
  readonly displayName?: string;
  /** What people wrote about it in the canvas. */
  readonly description?: string;
  /** Present when the value may be left out or be null. */
  readonly nullable?: true;
}

/** What an array holds. Like a variable, without a name of its own. */
export type ElementType = VariableType & { readonly nullable?: true };

/** The closed set of types this package understands. Discriminated by `type`. */
export type VariableType = StrType | PlainType | DateType | FileType | ArrayType | ObjectType | UnionType | UnknownType;

/** What every type but a choice between several may carry. */
export interface DeclaredType {
  /** The service's own spelling where it differs from `type` (`"string"` for `str`); it must be echoed exactly on execute (operator-api.md §3). */
  readonly declared?: string;
  /** Present when the service says that it does not check the definition. */
  readonly enforced?: false;
}

/** Text. */
export interface StrType extends DeclaredType {
  readonly type: 'str';
  /** The closed list of values, in the service's order. */
  readonly options?: readonly string[];
}

/** A whole number, a number, yes or no, or JSON that travels as text. */
export interface PlainType extends DeclaredType {
  readonly type: 'int' | 'float' | 'bool' | 'json_string';
}

/** A day, perhaps with a time, written by a format. */
export interface DateType extends DeclaredType {
  readonly type: 'date';
  /** strptime, as declared (`"%d/%m/%Y"`). Absent: the default `%Y-%m-%d`. */
  readonly format?: string;
}

/** One file, or a list of them. */
export interface FileType extends DeclaredType {
  readonly type: 'file' | 'array_files';
  /** Accepted extensions, lower case, with the dot, sorted (`[".pdf", ".png"]`). Absent: any extension of the contract. */
  readonly accept?: readonly string[];
}

/** A list. */
export interface ArrayType extends DeclaredType {
  readonly type: 'array';
  /** Absent: anything. */
  readonly element?: ElementType;
}

/** An object. */
export interface ObjectType extends DeclaredType {
  readonly type: 'object';
  /** Absent: anything. */
  readonly fields?: readonly Variable[];
}

/** Several allowed types (v2), in the service's order: the first that fits a value is the one sent. Never nested, never fewer than two. */
export interface UnionType {
  readonly type: 'union';
  /** At least two. */
  readonly anyOf: readonly SingleType[];
}

/** A type name this package does not know, or none at all. Values pass as JSON. */
export interface UnknownType extends DeclaredType {
  readonly type: 'unknown';
}

/** Every type but a choice between several. */
export type SingleType = Exclude<VariableType, UnionType>;

/** Every extension the upload endpoint takes (operator-api.md §1). */
export const FILE_EXTENSIONS = [
  '.pdf',
  '.docx',
  '.csv',
  '.xls',
  '.xlsx',
  '.txt',
  '.json',
  '.html',
  '.xml',
  '.jpeg',
  '.jpg',
  '.png',
] as const;

/** The date format used where a workflow declares none. */
export const DEFAULT_DATE_FORMAT = '%Y-%m-%d';
