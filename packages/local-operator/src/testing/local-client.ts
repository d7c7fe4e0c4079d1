import type { LocalOperator } from '../operator.ts';
import { V1_ID } from './schemas.ts';

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text parsed; undefined when it is no JSON. */
  readonly json: unknown;
}

/** The plainest client of the contract: one request a call, nothing retried. */
export interface LocalClient {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  put(url: string, body: Uint8Array<ArrayBuffer>, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  initiate(workflowId?: string): Promise<string>;
  /** Gives back the fileUrl. */
  upload(bytes: Uint8Array<ArrayBuffer>, fileExtension: string, contentType: string): Promise<string>;
  execute(jobExecutionId: string, payload: unknown): Promise<Answered>;
}

export function clientOf(operator: LocalOperator): LocalClient {
  const key = { 'x-service-key': operator.serviceKey };
  const client: LocalClient = {
    get: (path, headers = key) => answered(fetch(operator.baseUrl + path, { headers, redirect: 'manual' })),
    post: (path, body, headers = key) =>
      answered(
        fetch(operator.baseUrl + path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: JSON.stringify(body),
          redirect: 'manual',
        }),
      ),
    put: (url, body, headers = {}) => answered(fetch(url, { method: 'PUT', headers, body })),
    initiate: async (workflowId = V1_ID) => {
      const { json } = await client.post('/job/initiate', { workflowId, title: 'March', description: 'Invoices of March' });
      return (json as { jobExecutionId: string }).jobExecutionId; // the operator's own answer
    },
    upload: async (bytes, fileExtension, contentType) => {
      const { json } = await client.post('/job/file/upload', { fileExtension, accessScope: 'organization' });
      const { presignedUrl, fileUrl } = json as { presignedUrl: string; fileUrl: string }; // the operator's own answer
      await client.put(presignedUrl, bytes, { 'content-type': contentType });
      return fileUrl;
    },
    execute: (jobExecutionId, jobPayloadSchemaInstance) => client.post('/job/execute', { jobExecutionId, jobPayloadSchemaInstance }),
  };
  return client;
}

async function answered(response: Promise<Response>): Promise<Answered> {
  const { status, headers, ...rest } = await response.then(async (got) => ({
    status: got.status,
    headers: got.headers,
    text: await got.text(),
  }));
  return { status, headers, text: rest.text, json: parsed(rest.text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A clock that stands still until it is moved. */
export interface HandClock {
  now(): number;
  advance(ms: number): void;
}

/** Begins on the contract's own example day. */
export function handClock(): HandClock {
  let time = Date.UTC(2025, 10, 9, 10);
  return {
    now: () => time,
    advance: (ms) => {
      time += ms;
    },
  };
}

export const PDF: Uint8Array<ArrayBuffer> = new TextEncoder().encode('%PDF-1.4 not really');

/** The smallest payload the v1 workflow of these tests takes. */
export const v1Payload = (fileUrl: string): Record<string, { value: unknown; type: string; displayName: string }> => ({
  workflow_input_we4tej0ly: { value: fileUrl, type: 'file', displayName: 'Invoice Document' },
  workflow_input_p0nr71x2c: { value: 'PO-4711', type: 'str', displayName: 'PO Number' },
});
