import type { Failure, Outcome } from '../transport/outcome.ts';
import { counted, type Observations } from './observations.ts';
import { statusOf, type JobStatusReport } from './status.ts';

export type Look =
  | { readonly kind: 'seen'; readonly report: JobStatusReport }
  | { readonly kind: 'again'; readonly failure: Failure }
  | { readonly kind: 'givenUp'; readonly failure: Failure };

/** A fresh job may not be visible everywhere at once: so often, and for so long, is a 403 or 404 not believed. */
const DENIED_TIMES = 3;
const DENIED_MS = 15_000;

/** Takes one outcome into the observations and says what it means. Pure (runtime.md: GET status until the deadline). */
export function observe(before: Observations, outcome: Outcome, nowMs: number): readonly [Observations, Look] {
  const report = outcome.kind === 'accepted' ? statusOf(outcome.json) : undefined;
  if (report !== undefined) return [counted(before, report.status), { kind: 'seen', report }];
  const failure = outcome.kind === 'accepted' ? noStatus(outcome.status) : outcome;
  const { status, code } = failure;
  const label = status === undefined ? code : `HTTP ${status}`;
  const denied =
    status === 403 || status === 404 ? { times: (before.denied?.times ?? 0) + 1, sinceMs: before.denied?.sinceMs ?? nowMs } : undefined;
  const stillBelieving = denied !== undefined && (denied.times < DENIED_TIMES || nowMs - denied.sinceMs < DENIED_MS);
  // An answer of the wrong size or shape says nothing about the job.
  const certain = failure.kind === 'final' && code !== 'UNEXPECTED_RESPONSE';
  const kind = certain && !stillBelieving ? 'givenUp' : 'again';
  return [counted(before, label, denied), { kind, failure }];
}

function noStatus(status: number): Failure {
  return { kind: 'ambiguous', code: 'UNEXPECTED_RESPONSE', status, detail: `answered ${status} without a status` };
}
