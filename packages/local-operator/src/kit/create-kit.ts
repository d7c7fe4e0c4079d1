import type { PayloadInstance } from '@opus-codegen/operator-api';
import type { Lockfile } from '@opus-codegen/schema/lockfile';
import type { OperatorState } from '../api/context.ts';
import { releaseHeld } from '../api/settle.ts';
import { editSide } from '../canvas/edit-side.ts';
import type { OutcomeSource, OutcomeUse } from '../jobs/outcome.ts';
import type { JsonRecord } from '../json.ts';
import { workflowAnswer } from '../lockfile/workflow-answer.ts';
import { createFastTime } from '../time/fast-time.ts';
import type { ServedSchema } from '../workflows/store.ts';
import type { WorkflowHandle } from './bindings.ts';
import { completion, type GivenOutputs } from './completion.ts';
import { decodeInputs } from './decode-inputs.ts';
import { knownSides, type KnownSides } from './known-sides.ts';
import { KnownWorkflows, type KnownWorkflow } from './known-workflows.ts';
import { receivedFile } from './received-file.ts';
import type { TestKit } from './test-kit.ts';

export interface KitSettings {
  readonly state: OperatorState;
  readonly lockfile: Lockfile | undefined;
  readonly baseUrl: string;
  readonly serviceKey: string;
}

/** The test kit over the state of an operator. Untyped inside: names and types are the compiler's affair, and what comes in is looked at again. */
export function createKit({ state, lockfile, baseUrl, serviceKey }: KitSettings): TestKit {
  const known = new KnownWorkflows(lockfile);
  const served = ({ locked }: KnownWorkflow): ServedSchema | undefined => state.workflows.get(locked.workflowId)?.current;
  const sides = (workflow: KnownWorkflow, schema = served(workflow)): KnownSides => knownSides(workflow, schema);

  const tell = (ref: string | WorkflowHandle, outcome: OutcomeSource, use: OutcomeUse): void => {
    const { workflowId } = known.find(ref).locked;
    state.workflows.tellOutcome(workflowId, outcome, use);
    releaseHeld(state, workflowId);
  };
  const inputsOf = (workflow: KnownWorkflow, schema: ServedSchema | undefined, payload: PayloadInstance | undefined): JsonRecord => {
    if (payload === undefined) throw new Error('Inputs are known only where they are kept: not with `recordBodies: false`.');
    return decodeInputs(payload, sides(workflow, schema).inputs.live, (fileUrl) => receivedFile(state.files.file(fileUrl)));
  };
  const { clock, fetch } = createFastTime();

  return {
    complete(ref, outputs, { times, ...outcome } = {}) {
      const workflow = known.find(ref);
      if (outputs === undefined) return tell(workflow.key, outcome, { times });
      const source = completion({
        key: workflow.key,
        given: outputs as GivenOutputs, // whatever its type in the bindings: names and values are checked
        outcome,
        outputs: () => sides(workflow).outputs,
        inputsOf: ({ id, payload }) => inputsOf(workflow, state.jobs.get(id)?.execution?.schema ?? served(workflow), payload),
      });
      tell(workflow.key, source, { times });
    },
    fail: (ref, { times, node, message, ...outcome } = {}) =>
      tell(
        ref,
        {
          ...outcome,
          status: 'FAILED',
          ...(node === undefined ? {} : { failedNode: node }),
          ...(message === undefined ? {} : { failureMessage: message }),
        },
        { times },
      ),
    cancel: (ref, { times, ...outcome } = {}) => tell(ref, { ...outcome, status: 'CANCELLED' }, { times }),
    timeOut: (ref, { times, ...outcome } = {}) => tell(ref, { ...outcome, status: 'TIMED_OUT' }, { times }),
    wait: (ref, { times, status = 'WAITING' } = {}) => tell(ref, { status, held: true }, { times }),
    received(ref) {
      const workflow = known.find(ref);
      const executed = state.jobs.all().filter((job) => job.workflowId === workflow.locked.workflowId);
      const all = executed.flatMap(({ execution }) =>
        execution === undefined ? [] : [inputsOf(workflow, execution.schema, execution.payload)],
      );
      return all as never; // under the names of the bindings, and of their types as far as the schema of each job had them
    },
    edit(ref, edit) {
      const workflow = known.find(ref);
      const schema = served(workflow)?.read?.workflow;
      if (schema === undefined) throw new Error(`${workflow.key} cannot be edited: it is not served, or not as anything readable.`);
      const { inputs, outputs } = sides(workflow);
      const [left, right] = [editSide('input', inputs.live), editSide('output', outputs.live)];
      edit({ inputs: left.canvas, outputs: right.canvas });
      state.workflows.edit(workflow.locked.workflowId, () =>
        workflowAnswer({ ...schema, inputs: left.variables(), outputs: right.variables() }),
      );
    },
    idOf: (ref) => known.find(ref).locked.workflowId,
    clientOptions: { baseUrl, serviceKey, clock, fetch, schemaMaxAgeMs: 0 },
    env: { OPUS_BASE_URL: baseUrl, OPUS_SERVICE_KEY: serviceKey },
  };
}
