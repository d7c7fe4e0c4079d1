import type { AcceptedFinding, WorkflowReport } from './report.ts';

/** `accepted until 2026-12-31 by Kim: the fix ships next week` */
export function acceptedWords({ reason, owner, until }: AcceptedFinding): string {
  return `accepted until ${until} by ${owner}: ${reason}`;
}

export function acceptedOf({ accepted = [] }: WorkflowReport): readonly AcceptedFinding[] {
  return accepted;
}
