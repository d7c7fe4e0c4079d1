import type { Lockfile } from '@opus-codegen/schema/lockfile';
import { releaseHeld } from './api/settle.ts';
import { toJobRecord } from './jobs/job.ts';
import { createKit } from './kit/create-kit.ts';
import type { LocalOperator } from './operator.ts';
import type { Listening } from './server/listen.ts';
import type { Serving } from './server/serve.ts';
import type { WorkflowSource } from './workflows/source.ts';

/** What a running operator is made of. */
export interface OperatorParts {
  readonly serving: Serving;
  readonly servers: readonly Listening[];
  readonly closing: AbortController;
  /** What it serves at the start. */
  readonly sources: readonly WorkflowSource[];
  readonly lockfile: Lockfile | undefined;
}

export function createOperator({ serving, servers, closing, sources, lockfile }: OperatorParts): LocalOperator {
  const { state, recorder, faults, serviceKey } = serving;
  const { workflows, jobs, files, clock } = state;
  const baseUrl = serving.origins.api;
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing.abort();
    closed ??= Promise.all(servers.map((server) => server.close())).then(() => undefined);
    return closed;
  };
  return {
    ...createKit({ state, lockfile, baseUrl, serviceKey }),
    baseUrl,
    storageOrigin: serving.origins.storage,
    serviceKey,
    get requests() {
      return recorder.all();
    },
    requestsOf: (call) => recorder.of(call),
    requestCount: (call) => recorder.countOf(call),
    get leakedKeyCount() {
      return recorder.leakCount();
    },
    clearRequests: () => recorder.clear(),
    get jobs() {
      const now = clock.now();
      return jobs.all().map((job) => toJobRecord(job, now));
    },
    job: (id) => {
      const job = jobs.get(id);
      return job === undefined ? undefined : toJobRecord(job, clock.now());
    },
    putWorkflow: (source) => workflows.put(source),
    // The caller says what the schema is; it gave it to us.
    editWorkflow: (id, edit) => workflows.edit(id, edit as (raw: unknown) => unknown),
    removeWorkflow: (id) => workflows.remove(id),
    get workflowIds() {
      return workflows.ids();
    },
    setOutcome: (id, outcome, use = {}) => {
      workflows.tellOutcome(id, outcome, use);
      releaseHeld(state, id);
    },
    storedFile: (fileUrl) => files.file(fileUrl),
    get storedFiles() {
      return files.files();
    },
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    reset: () => {
      for (const part of [workflows, jobs, files, faults, recorder]) part.clear();
      for (const source of sources) workflows.put(source);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
