import type { IncomingMessage, ServerResponse } from 'node:http';
import type { OperatorState } from '../api/context.ts';
import { routeOf } from '../api/route.ts';
import { errorAnswer, type Answer } from '../answer.ts';
import type { Origin } from '../calls.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { strike, type Delivery } from '../faults/strike.ts';
import type { RecordedRequest } from '../recording/recorded-request.ts';
import type { OpenRecord, Recorder } from '../recording/recorder.ts';
import { MAX_FILE_BYTES, type StorageContentType } from '../storage/put-verdict.ts';
import { answerApi, MAX_API_BODY_BYTES, parseBody } from './api-handler.ts';
import { deliver } from './deliver.ts';
import { receive, type Received } from './received.ts';
import { answerStorage } from './storage-handler.ts';

export interface Serving {
  readonly state: OperatorState;
  readonly recorder: Recorder;
  readonly faults: FaultPlan;
  readonly serviceKey: string;
  readonly storageContentType: StorageContentType;
  readonly origins: Readonly<Record<Origin, string>>;
  readonly recordBodies: boolean;
  readonly onRequest: (request: RecordedRequest) => void;
  readonly onAnswered: (request: RecordedRequest) => void;
  readonly closing: AbortSignal;
}

/** One request from its first byte to its answer: read, record, let a fault strike or answer, send. */
export async function serve(serving: Serving, origin: Origin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const received = await receive(request, origin === 'api' ? MAX_API_BODY_BYTES : MAX_FILE_BYTES);
  const record = recordOf(serving, origin, received);
  const whole = withBody(record, origin, received);
  serving.recorder.add(serving.recordBodies ? Object.assign(record, whole) : record);
  response.setHeader('x-request-id', `local-${record.sequence}`);
  if (received.body.incomplete) {
    response.destroy();
  } else {
    const status = await deliver(response, decide(serving, origin, received, record, whole), serving.closing);
    if (status !== undefined) record.status = status;
  }
  serving.onAnswered(record);
}

function decide(serving: Serving, origin: Origin, received: Received, record: OpenRecord, whole: RecordedRequest): Delivery {
  const context = { path: received.path, now: record.at };
  const other: Origin = origin === 'api' ? 'storage' : 'api';
  const process = (): Answer => (origin === 'api' ? processApi(serving, received) : processStorage(serving, received));
  try {
    serving.onRequest(whole);
    const fault = serving.faults.take(whole);
    if (fault === undefined) return { kind: 'answer', answer: process() };
    record.faulted = fault.kind;
    const { target } = received;
    return strike(fault, { ...context, target, ownOrigin: serving.origins[origin], otherOrigin: serving.origins[other] }, process);
  } catch (error) {
    // A function of the test's own (an outcome, a match, onRequest) threw: say so where its author will see it.
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'answer', answer: errorAnswer(context, 500, `The local operator was given a function that threw: ${reason}`) };
  }
}

function processApi(serving: Serving, received: Received): Answer {
  const route = routeOf(received.method, received.path);
  return answerApi(serving.state, serving.serviceKey, received, route, parseBody(received.body.bytes));
}

function processStorage(serving: Serving, received: Received): Answer {
  const { files, clock } = serving.state;
  return answerStorage({ files, now: clock.now(), contentType: serving.storageContentType }, received);
}

function recordOf(serving: Serving, origin: Origin, { method, path, query, headers, body }: Received): OpenRecord {
  const key = headers['x-service-key'];
  return {
    sequence: serving.recorder.nextSequence(),
    call: origin === 'storage' ? (method === 'PUT' ? 'put' : 'unknown') : (routeOf(method, path)?.call ?? 'unknown'),
    origin,
    method,
    path,
    query,
    headers: key === undefined || key === serving.serviceKey ? headers : { ...headers, 'x-service-key': '(another key)' },
    bodySizeBytes: body.sizeBytes,
    ...(body.incomplete ? { incomplete: true } : {}),
    ...(origin === 'storage' && key !== undefined ? { leakedServiceKey: true } : {}),
    at: serving.state.clock.now(),
  };
}

function withBody(record: RecordedRequest, origin: Origin, received: Received): RecordedRequest {
  if (origin === 'storage') return record;
  const { text, ...json } = parseBody(received.body.bytes);
  return { ...record, bodyText: text, ...json };
}
