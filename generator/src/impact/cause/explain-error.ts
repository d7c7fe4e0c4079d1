import type { ts } from 'ts-morph';
import type { ChangedBindings } from '../bindings/changed-bindings.ts';
import { messageParts, type MemberMention } from '../errors/message-parts.ts';
import type { World } from '../program/worlds.ts';
import { chooseCause, findingAt, type Cause, type Findings } from './choose-finding.ts';
import { mentionClues, relatedClues } from './clues-of-error.ts';
import { contextClues } from './context-clues.ts';
import { nodeAt } from './node-at.ts';
import { traceClues } from './trace.ts';

/** One reason for one error. */
export interface Explanation {
  readonly node: ts.Node;
  readonly cause?: Cause;
  /** The member it is about, where the error names one. */
  readonly mention?: MemberMention;
}

export interface Worlds {
  readonly before: World;
  readonly after: World;
}

/**
 * Why a file that compiled does not any more. Usually one reason; several where one error names several members that different findings are
 * about (`lacks poNumber, costCentre`).
 */
export function explainError(
  diagnostic: ts.DiagnosticWithLocation,
  { before, after }: Worlds,
  findings: Findings,
  bindings: ChangedBindings,
): readonly Explanation[] {
  const node = nodeAt(diagnostic.file, diagnostic.start, diagnostic.length);
  const error = { diagnostic, parts: messageParts(diagnostic), node };
  const mentions = mentionClues(error, [after.checker, before.checker], bindings);

  const certain = new Map<string, Explanation>();
  for (const { mention, clues } of mentions) {
    for (const { workflowKey, place } of clues) {
      const finding = findingAt(place, findings.get(workflowKey) ?? []);
      if (finding !== undefined) certain.set(finding.fingerprint, { node, mention, cause: { workflowKey, finding } });
    }
  }
  if (certain.size > 0) return [...certain.values()];

  const clues = [
    ...relatedClues(error, bindings),
    ...mentions.flatMap((one) => one.clues),
    ...contextClues(node, after.checker, bindings),
    ...contextClues(node, before.checker, bindings),
    ...traceClues(node, before.checker, bindings),
  ];
  const cause = chooseCause(clues, findings);
  const mention = error.parts.members[0];
  return [{ node, ...(cause === undefined ? {} : { cause }), ...(mention === undefined ? {} : { mention }) }];
}
