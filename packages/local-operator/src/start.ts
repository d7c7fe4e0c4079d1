import type { OperatorState } from './api/context.ts';
import type { Origin } from './calls.ts';
import { systemClock } from './clock.ts';
import { createOperator } from './create-operator.ts';
import { FaultPlan } from './faults/fault-plan.ts';
import { JobStore } from './jobs/store.ts';
import { lockedSources } from './lockfile/locked-sources.ts';
import { readLockfileSource } from './lockfile/lockfile-source.ts';
import type { LocalOperator } from './operator.ts';
import type { LocalOperatorOptions } from './options.ts';
import { Recorder } from './recording/recorder.ts';
import { listen, type Handler } from './server/listen.ts';
import { serve, type Serving } from './server/serve.ts';
import { createLocalServiceKey } from './service-key.ts';
import { FileStore } from './storage/store.ts';
import { readSchemaFolder } from './workflows/folder.ts';
import { WorkflowStore } from './workflows/store.ts';

/**
 * Starts an Operator API for tests, demos and offline development. Strict on what it receives (operator-api.md §1, §3, §5, §6); nothing leaves this machine.
 * Rejects when a port is taken, a workflow has no id, or the lockfile or the schema folder cannot be read.
 *
 * `Bindings` types the keys of the lockfile by the generated bindings: `startLocalOperator<typeof import('./opus/index.ts')>({ lockfile: true })`.
 */
export async function startLocalOperator<Bindings = unknown>(options: LocalOperatorOptions = {}): Promise<LocalOperator<Bindings>> {
  const lockfile = options.lockfile === undefined ? undefined : await readLockfileSource(options.lockfile);
  const fromFolder = options.schemaFolder === undefined ? [] : await readSchemaFolder(options.schemaFolder);
  const sources = [...(lockfile === undefined ? [] : lockedSources(lockfile)), ...fromFolder, ...(options.workflows ?? [])];
  const workflows = new WorkflowStore();
  for (const source of sources) workflows.put(source);

  // The servers come first, since the storage's own origin stands in every URL it gives out. Nobody knows the ports before they are set up.
  const handlerOf =
    (origin: Origin): Handler =>
    (request, response) =>
      serve(serving, origin, request, response);
  const api = await listen(options.port ?? 0, handlerOf('api'));
  const storage = await listen(options.storagePort ?? 0, handlerOf('storage')).catch(async (error: unknown) => {
    await api.close();
    throw error;
  });
  const closing = new AbortController();
  const serving = prepare(options, workflows, { api: api.origin, storage: storage.origin }, closing.signal);
  // The same methods whatever the bindings: those are types alone, and every name and value is checked again.
  return createOperator({ serving, servers: [api, storage], closing, sources, lockfile }) as LocalOperator as LocalOperator<Bindings>;
}

function prepare(
  options: LocalOperatorOptions,
  workflows: WorkflowStore,
  origins: Readonly<Record<Origin, string>>,
  closing: AbortSignal,
): Serving {
  const storageContentType = options.storageContentType ?? 'required';
  const recordBodies = options.recordBodies ?? true;
  const signedHeaders = storageContentType === 'required' ? 'content-type;host' : 'host';
  const state: OperatorState = {
    workflows,
    jobs: new JobStore(),
    files: new FileStore(origins.storage, {
      signedHeaders: options.announceSignedHeaders === false ? 'untold' : signedHeaders,
      keepBytes: recordBodies,
    }),
    clock: options.clock ?? systemClock,
    storageOrigin: origins.storage,
    jobDurationMs: options.jobDurationMs ?? 0,
    keepPayloads: recordBodies,
    requireWorkspaceOnUpload: options.requireWorkspaceOnUpload ?? false,
  };
  return {
    state,
    recorder: new Recorder(options.maxRecordedRequests ?? 20_000),
    faults: new FaultPlan(),
    serviceKey: options.serviceKey ?? createLocalServiceKey(),
    storageContentType,
    origins,
    recordBodies,
    onRequest: options.onRequest ?? (() => undefined),
    onAnswered: options.onAnswered ?? (() => undefined),
    closing,
  };
}
