import { emptyAnswer, errorAnswer, jsonAnswer, type Answer } from '../answer.ts';
import { normalStatus, resultsReadyAt, statusAt, type Execution, type Job } from '../jobs/job.ts';
import { isRecord, own } from '../json.ts';
import { outputFilesOf, outputsOf } from '../results/outputs.ts';
import { rawOutputs, shapeResults, type DeclaredOutput } from '../results/shapes.ts';
import { declaredName } from '../validation/value.ts';
import type { ApiRequest, OperatorState } from './context.ts';

/** `GET /job/{jobExecutionId}/results`: 409 before `COMPLETED`. */
export function results(state: OperatorState, request: ApiRequest): Answer {
  const now = state.clock.now();
  const context = { path: request.path, now };
  const job = state.jobs.get(request.id);
  if (job === undefined) return errorAnswer(context, 404, 'Job not found');
  const { execution } = job;
  if (execution === undefined || normalStatus(statusAt(job, now)) !== 'COMPLETED') {
    return errorAnswer(context, 409, 'Job is not completed: there are no results');
  }
  if (!resultsReadyAt(job, now)) {
    const notReady = execution.outcome.notReadyAnswer ?? 409;
    return notReady === 'empty' ? emptyAnswer(200) : errorAnswer(context, notReady, 'Results are not there yet');
  }
  return jsonAnswer(200, resultsOf(state, job, execution, statusAt(job, now)));
}

function resultsOf(state: OperatorState, job: Job, { outcome, schema }: Execution, rawStatus: string): unknown {
  const declared = schema.read?.workflow.outputs ?? [];
  const outputs = outputsOf(outcome, {}, declared, { jobId: job.id, storageOrigin: state.storageOrigin });
  const raw = rawOutputs(schema.raw);
  return shapeResults(
    {
      jobExecutionId: job.id,
      status: rawStatus,
      outputs,
      ...(outcome.summary === undefined ? {} : { summary: outcome.summary }),
      outputFiles: outcome.outputFiles ?? outputFilesOf(outputs, declared),
      declared: new Map(
        declared.map((variable): readonly [string, DeclaredOutput] => {
          const type = variable.type === 'union' ? variable.anyOf[0] : variable;
          const definition = own(raw, variable.wire);
          return [
            variable.wire,
            {
              type: type === undefined ? 'str' : declaredName(type),
              displayName: variable.displayName ?? variable.wire,
              definition: isRecord(definition) ? definition : {},
            },
          ];
        }),
      ),
    },
    outcome.resultsShape ?? 'R1',
  );
}
