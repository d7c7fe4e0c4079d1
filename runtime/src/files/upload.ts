import { onAbort } from '../abort.ts';
import { UploadError, type InputError } from '../errors/index.ts';
import { inputError } from '../input/input-error.ts';
import { issueAt, textOfPath } from '../input/issue.ts';
import type { AccessScope, CallContext, OperatorCalls } from '../operator/calls.ts';
import type { Failure } from '../transport/outcome.ts';
import { contentOf } from './content.ts';
import { mediaTypeOf } from './media-type.ts';
import { isBlob, isLocalFile } from './source.ts';
import { loadLocalFiles, type StatedFile } from './stat.ts';

export interface UploadRequest {
  readonly files: readonly StatedFile[];
  readonly calls: OperatorCalls;
  readonly context: CallContext;
  readonly workflowId: string;
  readonly accessScope: AccessScope;
}

/** Uploads of one run at a time; the client bounds those of all runs. */
const CONCURRENCY = 4;

/**
 * Stores every file remotely (operator-api.md §5), four at a time. The first failure stops the others and is thrown once they have stopped.
 *
 * @returns each file's `fileUrl` by its key.
 * @throws {UploadError} the storage refused. @throws {InputError} `FILE_CHANGED`, or a file that can no longer be read.
 */
export async function uploadFiles(request: UploadRequest): Promise<ReadonlyMap<string, string>> {
  const urls = new Map<string, string>();
  const waiting = request.files.values();
  const stop = new AbortController();
  const forget = onAbort(request.context.signal, () => stop.abort(request.context.signal?.reason));
  const context = { ...request.context, signal: stop.signal };
  const failures: unknown[] = [];
  const worker = async (): Promise<void> => {
    try {
      for (const file of waiting) {
        if (stop.signal.aborted) return;
        urls.set(file.key, await uploadFile(file, { ...request, context }));
      }
    } catch (error) {
      failures.push(error);
      stop.abort();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  forget();
  if (failures.length > 0) throw failures[0];
  return urls;
}

async function uploadFile(file: StatedFile, { calls, context, workflowId, accessScope }: UploadRequest): Promise<string> {
  const originalName = nameOf(file);
  const fresh = (): ReturnType<OperatorCalls['createUploadUrl']> =>
    calls.createUploadUrl({ fileExtension: file.extension, accessScope, workflowId, ...(originalName && { originalName }) }, context);
  let target = await fresh();
  const ids = { workflowId, jobExecutionId: context.jobExecutionId };
  const habits = habitsOf(calls);
  const host = new URL(target.presignedUrl).host;
  let typed = !habits.has(host);
  let [flipped, renewed, ambiguous] = [false, false, 0];
  for (let attempt = 1; ; attempt++) {
    const contentType = typed ? mediaTypeOf(file.extension) : undefined;
    const outcome = await calls.put(
      { presignedUrl: target.presignedUrl, sizeBytes: file.sizeBytes, open: () => open(file), contentType },
      context,
    );
    if (outcome.kind === 'accepted') {
      if (typed) habits.delete(host);
      else habits.add(host);
      context.events?.mention({
        type: 'file.uploaded',
        jobExecutionId: context.jobExecutionId ?? '',
        place: placeOf(file),
        sizeBytes: file.sizeBytes,
      });
      return target.fileUrl;
    }
    // A redirect and a bad certificate are no refusal of the storage's: this rejects with their own errors.
    if (outcome.kind !== 'final' || outcome.code === 'UNEXPECTED_REDIRECT' || outcome.code === 'TLS_FAILED') {
      await calls.beforeRetry({ call: 'put', attempt, outcome }, context);
      if (outcome.kind === 'ambiguous' && ++ambiguous % 2 === 0) target = await fresh();
      continue;
    }
    const expired = isExpired(outcome);
    if (outcome.status !== 403 || (expired ? renewed : flipped)) throw refusal(outcome, file, expired, { ...ids, attempts: attempt });
    // What was signed is not known (operator-api.md §5): once with the header, once without, each time under a fresh URL.
    if (expired) renewed = true;
    else [flipped, typed] = [true, !typed];
    target = await fresh();
  }
}

/** The hosts, by client, that were seen to want uploads without a Content-Type. */
const untypedHosts = new WeakMap<OperatorCalls, Set<string>>();

function habitsOf(calls: OperatorCalls): Set<string> {
  const known = untypedHosts.get(calls) ?? new Set();
  untypedHosts.set(calls, known);
  return known;
}

/**
 * Anew for every attempt: what an attempt has read of a body is gone. Never a typed Blob, which would bring its own Content-Type.
 */
async function open(file: StatedFile): Promise<Blob | BufferSource> {
  const { source, version, sizeBytes } = file;
  // slice() forgets the type and copies nothing.
  if (isBlob(source)) return source.slice(0, sizeBytes);
  if (isLocalFile(source)) {
    const { openLocal } = await loadLocalFiles();
    const content = version === undefined ? 'changed' : await openLocal(source.path, version);
    if (content === 'changed') throw changed(file);
    return content;
  }
  const content = contentOf(source);
  if (content.byteLength !== sizeBytes) throw changed(file);
  return content;
}

function changed({ path, sizeBytes }: StatedFile): InputError {
  const expected = `the file of ${sizeBytes} bytes that was looked at`;
  return inputError([issueAt(path, { code: 'FILE_CHANGED', expected, received: 'another size or time of change' })]);
}

interface RefusedAt {
  readonly workflowId: string;
  readonly jobExecutionId: string | undefined;
  readonly attempts: number;
}

function refusal({ status, detail, body = '', requestId }: Failure, file: StatedFile, expired: boolean, at: RefusedAt): UploadError {
  const mismatch = status === 403 && /SignatureDoesNotMatch/.test(body);
  const code = expired ? 'UPLOAD_URL_EXPIRED' : mismatch ? 'UPLOAD_SIGNATURE_MISMATCH' : 'UPLOAD_REJECTED';
  return new UploadError({ ...at, code, message: `The storage refused ${placeOf(file)}: ${detail}`, status, requestId });
}

/** S3 says so in the same 403 that a wrong signature gets. */
function isExpired({ status, body = '' }: Failure): boolean {
  return status === 403 && /expired/i.test(body);
}

function placeOf({ path }: StatedFile): string {
  return textOfPath(path);
}

/** The name the platform shows. A local file goes under its last part: the folders are nobody's business. */
function nameOf({ source }: StatedFile): string | undefined {
  if (isLocalFile(source)) return source.path.split(/[/\\]/).at(-1);
  return 'name' in source && typeof source.name === 'string' && source.name !== '' ? source.name : undefined;
}
