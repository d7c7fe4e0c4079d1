import type { SchemaGeneration, Variable } from '@opus-codegen/schema';
import type { VersionPin } from '../operator/calls.ts';

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
