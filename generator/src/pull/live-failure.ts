import type { ProjectWorkflow } from '../config/project.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

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
  return failed.map(({ workflow, failure }) => {
    const where = `${context.label} › workflows.${workflow.key}`;
    const subject = `"${workflow.key}" (${workflow.workflowId})`;
    const detail = (sentence: string): { what: string; where: string } => ({ what: `${subject} ${sentence}`, where });
    const hint = failure.hint === undefined ? {} : { fix: `${failure.hint} Nothing was changed for this workflow.` };
    switch (failure.kind) {
      case 'unauthorized':
      case 'forbidden':
        return diagnose('workflow-forbidden', detail(`may not be read with this key: ${failure.message}`));
      case 'not-found':
        return diagnose('workflow-not-found', detail('is not known to the service (404).'));
      case 'unreachable':
        return diagnose('service-unreachable', { ...detail(`could not be read: ${failure.message}`), ...hint });
      case 'no-answer':
        return diagnose('service-error', { ...detail(`could not be read: ${failure.message}`), ...hint });
      case 'unreadable':
        return diagnose('schema-unreadable', detail(`was answered with something that holds no schema. ${failure.message}`));
      default:
        return failure.kind satisfies never;
    }
  });
}

/** Whether nothing was answered but refusals of the key. */
export function isKeyProblem(failed: readonly FailedRead[], readCount: number): boolean {
  return (
    readCount === 0 &&
    failed.length > 0 &&
    failed.every(({ failure: { kind } }) => kind === 'unauthorized' || kind === 'forbidden' || kind === 'not-found')
  );
}

function keyDiagnostic(failed: readonly FailedRead[], { serviceKeyEnv, baseUrl, label, keyHint }: FailureContext): Diagnostic {
  const statuses = [...new Set(failed.map(({ failure }) => STATUS_OF[failure.kind] ?? '?'))].toSorted().join(', ');
  const [only] = failed;
  const what =
    failed.length === 1 && only !== undefined
      ? `${baseUrl} answered ${statuses} for "${only.workflow.key}" (${only.workflow.workflowId}), the only workflow asked for.`
      : `${baseUrl} answered ${statuses} for all ${failed.length} workflows.`;
  return diagnose('key-rejected', {
    what,
    where: `${label} › ${serviceKeyEnv}`,
    fix: [
      ...(keyHint === undefined ? [] : [`${keyHint}.`]),
      `Check that ${serviceKeyEnv} is not expired and belongs to the workspace of these workflows, then the ids and baseUrl.`,
    ].join(' '),
  });
}

const STATUS_OF: Readonly<Partial<Record<LiveFailureKind, string>>> = { unauthorized: '401', forbidden: '403', 'not-found': '404' };
