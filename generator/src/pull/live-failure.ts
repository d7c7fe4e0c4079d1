import type { ProjectWorkflow } from '../config/project.ts';
import type { DiagnosticName } from '../diagnostics/catalog.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { isNobodyListening, localHint, withAddress } from './address-words.ts';

/** Why a workflow could not be read. Holds no key and no text of the answer beyond what the runtime's errors allow. */
export interface LiveFailure {
  readonly kind: LiveFailureKind;
  /** One sentence. */
  readonly message: string;
  readonly hint?: string;
}

export type LiveFailureKind =
  /** 401 */
  | 'unauthorized'
  /** 403 */
  | 'forbidden'
  /** 404 */
  | 'not-found'
  /** No connection, a broken one, no answer in time. */
  | 'unreachable'
  /** 429, 5xx, a redirect, any other refusal. */
  | 'no-answer'
  /** 200, but no schema in it that we can read. */
  | 'unreadable';

export interface FailedRead {
  readonly workflow: ProjectWorkflow;
  readonly failure: LiveFailure;
}

export interface FailureContext {
  /** The config's, for messages. */
  readonly label: string;
  readonly serviceKeyEnv: string;
  readonly baseUrl: string;
  /** What is odd about the key's form, in words that do not show it. */
  readonly keyHint?: string | undefined;
}

/**
 * What the failed reads of one project say, together. All of them answered 401, 403 or 404 is a problem of the key and is said once; otherwise
 * every workflow has its own sentence (codegen.md, exit codes). Pure.
 */
export function failureDiagnostics(failed: readonly FailedRead[], readCount: number, context: FailureContext): readonly Diagnostic[] {
  if (isKeyProblem(failed, readCount)) return [keyDiagnostic(failed, context)];
  return groupAlike(failed).map(({ failure, workflows }) => {
    const detail = {
      what: `${asked(failure, context.baseUrl)}: ${workflows.map(({ key }) => `"${key}"`).join(', ')}.`,
      where: `${context.label} › workflows${workflows.length === 1 ? `.${workflows[0]?.key}` : ''}`,
    };
    // A refusal is explained by what the others were answered; for the rest the client knows best.
    const hint = isRefusal(failure.kind) ? undefined : nextStep(failure, context);
    return diagnose(failureName(failure.kind), {
      ...detail,
      ...(hint === undefined ? {} : { fix: `${hint} Nothing was changed for what was not read.` }),
    });
  });
}

function nextStep({ message, hint }: LiveFailure, { baseUrl, serviceKeyEnv }: FailureContext): string | undefined {
  return (isNobodyListening(message) ? localHint('nobody-listens', baseUrl, serviceKeyEnv) : undefined) ?? hint;
}

/** Where nobody answered, or somebody else, the address says most; it may come from the environment. */
function asked({ kind, message }: LiveFailure, baseUrl: string): string {
  const bare = message.replace(/\.$/, '');
  return isRefusal(kind) ? bare : withAddress(bare, baseUrl);
}

/** Whether the service answered, and said no. Pure. */
export function isRefusal(kind: LiveFailureKind): boolean {
  return kind === 'unauthorized' || kind === 'forbidden' || kind === 'not-found';
}

/** The entry of the catalog that tells a failure. */
export function failureName(kind: LiveFailureKind): DiagnosticName {
  switch (kind) {
    case 'unauthorized':
    case 'forbidden':
      return 'workflow-forbidden';
    case 'not-found':
      return 'workflow-not-found';
    case 'unreachable':
      return 'service-unreachable';
    case 'no-answer':
      return 'service-error';
    case 'unreadable':
      return 'schema-unreadable';
    default:
      return kind satisfies never;
  }
}

interface AlikeFailures {
  readonly failure: LiveFailure;
  readonly workflows: readonly ProjectWorkflow[];
}

/** A service that is down fails every workflow in one way, and is told once. */
function groupAlike(failed: readonly FailedRead[]): readonly AlikeFailures[] {
  const groups = new Map<string, AlikeFailures>();
  for (const { workflow, failure } of failed) {
    const alike = `${failure.kind}\n${failure.message}`;
    groups.set(alike, { failure, workflows: [...(groups.get(alike)?.workflows ?? []), workflow] });
  }
  return [...groups.values()];
}

/** Whether nothing was answered but refusals of the key. */
export function isKeyProblem(failed: readonly FailedRead[], readCount: number): boolean {
  return readCount === 0 && failed.length > 0 && failed.every(({ failure }) => isRefusal(failure.kind));
}

function keyDiagnostic(failed: readonly FailedRead[], { serviceKeyEnv, baseUrl, label, keyHint }: FailureContext): Diagnostic {
  const statuses = [...new Set(failed.map(({ failure }) => STATUS_OF[failure.kind] ?? '?'))].toSorted().join(', ');
  const [only] = failed;
  const what =
    failed.length === 1 && only !== undefined
      ? `${baseUrl} answered ${statuses} for ${quotedWorkflow(only.workflow)}, the only workflow asked for.`
      : `${baseUrl} answered ${statuses} for all ${failed.length} workflows.`;
  const oddity = keyHint === undefined ? '' : `${keyHint}. `;
  if (statuses === STATUS_OF['not-found']) {
    return diagnose('key-rejected', {
      what,
      where: `${label} › workflows`,
      why: 'An id that is no workflow is answered so, and so is one of another workspace than the key, and any at an address that is not the API.',
      fix: `${oddity}Check the ids against the addresses of the workflow pages, then the workspace of ${serviceKeyEnv}, then baseUrl.`,
    });
  }
  const local = keyHint === undefined ? localHint('key-refused', baseUrl, serviceKeyEnv) : undefined;
  const hint = local === undefined ? oddity : `${local} `;
  return diagnose('key-rejected', {
    what,
    where: `${label} › ${serviceKeyEnv}`,
    fix: `${hint}Check that ${serviceKeyEnv} is not expired and belongs to the workspace of these workflows, then the ids and baseUrl.`,
  });
}

/** One that is in no config yet has its id for a key. */
function quotedWorkflow({ key, workflowId }: ProjectWorkflow): string {
  return key === workflowId ? `"${key}"` : `"${key}" (${workflowId})`;
}

const STATUS_OF: Readonly<Partial<Record<LiveFailureKind, string>>> = { unauthorized: '401', forbidden: '403', 'not-found': '404' };
