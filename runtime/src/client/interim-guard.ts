import type { Definitions, SchemaGeneration, Variable } from '@opus-codegen/schema';
import type { Clock } from '../clock.ts';
import type { SchemaChange } from '../errors/classes.ts';
import type { CallContext, OperatorCalls } from '../operator/calls.ts';
import type { WorkflowDescriptor } from '../workflow/descriptor.ts';
import type { DriftMode } from '../workflow/options.ts';

/** Stands in for guard/guard.ts until that is there: believes the generated schema. */
export interface GuardVerdict {
  readonly variables: readonly Variable[];
  readonly generation: SchemaGeneration;
  readonly definitions?: Definitions | undefined;
  readonly changes: readonly SchemaChange[];
}

export interface GuardQuestion {
  readonly descriptor: WorkflowDescriptor;
  readonly input: unknown;
  readonly mode: DriftMode;
  readonly maxAgeMs: number;
  readonly context: CallContext;
}

export interface Guard {
  check(question: GuardQuestion): Promise<GuardVerdict>;
  recheck(question: Pick<GuardQuestion, 'descriptor' | 'input' | 'context'> & { readonly verdict: GuardVerdict }): Promise<void>;
}

export function createGuard({ calls }: { readonly calls: OperatorCalls; readonly clock: Clock }): Guard {
  return {
    async check({ descriptor, context }) {
      await calls.getWorkflow({ workflowId: descriptor.workflowId, pin: descriptor.pin }, context);
      return { variables: descriptor.inputs, generation: descriptor.generation, changes: [] };
    },
    async recheck() {},
  };
}
