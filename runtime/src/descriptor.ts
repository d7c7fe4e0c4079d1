import type { SchemaGeneration, Variable, VariableType } from '@opus-codegen/schema';
import type { VersionPin } from './operator/calls.ts';

/** What generated code knows of its workflow: plain data, small, and everything else happens here. */
export interface WorkflowDescriptor {
  /** The key in opus.config.ts. */
  readonly key: string;
  readonly workflowId: string;
  /** A published version to hold on to. Absent: the newest. */
  readonly pin?: VersionPin;
  readonly generation: SchemaGeneration;
  /** The platform's title. */
  readonly name: string;
  readonly inputs: readonly Variable[];
  readonly outputs: readonly Variable[];
}

/**
 * A descriptor as generated code writes it down. Wider than it is read: against the union that `Variable` is, a compiler tries a literal in turn, and a
 * thousand workflows hold thirteen thousand literals; against this, once.
 */
export interface DescriptorLiteral extends Omit<WorkflowDescriptor, 'inputs' | 'outputs'> {
  readonly inputs: readonly VariableLiteral[];
  readonly outputs: readonly VariableLiteral[];
}

interface VariableLiteral extends ElementLiteral {
  readonly name: string;
  readonly wire: string;
  readonly id?: string;
  readonly displayName?: string;
  readonly description?: string;
}

interface ElementLiteral extends TypeLiteral {
  readonly nullable?: true;
}

/** The keys of every type of a variable. */
interface TypeLiteral {
  readonly type: VariableType['type'];
  readonly declared?: string;
  readonly enforced?: false;
  readonly options?: readonly string[];
  readonly format?: string;
  readonly accept?: readonly string[];
  readonly element?: ElementLiteral;
  readonly fields?: readonly VariableLiteral[];
  readonly anyOf?: readonly TypeLiteral[];
}
