import { ts } from 'ts-morph';
import type { ChangedBindings } from '../bindings/changed-bindings.ts';
import { messageParts, quotedWords, type MemberMention } from '../errors/message-parts.ts';
import type { World } from '../program/worlds.ts';
import { chooseCause, findingAt, type Cause, type Findings } from './choose-finding.ts';
import { mentionClues, ownerClues, relatedClues, type ExplainedMention } from './clues-of-error.ts';
import { contextClues } from './context-clues.ts';
import { missingBeside, type MissingMember } from './missing-beside.ts';
import { nodeAt } from './node-at.ts';
import { traceOrigins } from './trace.ts';

/** One reason for one error. */
export interface Explanation {
  readonly node: ts.Node;
  /** Where and what, when it is not what the compiler said but what it would say next. */
  readonly next?: MissingMember;
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
  const node = subjectOf(diagnostic);
  const error = { diagnostic, parts: messageParts(diagnostic), node };
  const mentions = mentionClues(error, [after.checker, before.checker], bindings);

  const certain = exactly(mentions, node, findings);
  if (certain.length > 0) return certain;

  const origins = traceOrigins(node, before.checker, bindings);
  const owned = exactly(ownerClues(error.parts.members, origins.bindings), node, findings);
  if (owned.length > 0) return owned;
  const clues = [
    ...relatedClues(error, bindings),
    ...mentions.flatMap((one) => one.clues),
    ...contextClues(node, after.checker, bindings),
    ...contextClues(node, before.checker, bindings),
    ...origins.clues,
  ];
  const cause = chooseCause(clues, findings, quotedWords(diagnostic));
  const mention = error.parts.members[0];
  return [{ node, ...(cause === undefined ? {} : { cause }), ...(mention === undefined ? {} : { mention }) }];
}

/** The findings at the very members that an error names, each once. */
function exactly(mentions: readonly ExplainedMention[], node: ts.Node, findings: Findings): readonly Explanation[] {
  const found = new Map<string, Explanation>();
  for (const { mention, clues } of mentions) {
    for (const { workflowKey, place } of clues) {
      const finding = findingAt(place, findings.get(workflowKey) ?? []);
      if (finding !== undefined) found.set(finding.fingerprint, { node, mention, cause: { workflowKey, finding } });
    }
  }
  return [...found.values()];
}

/** What an error is about, where the compiler points beside it. */
function subjectOf({ file, start, length, code }: ts.DiagnosticWithLocation): ts.Node {
  const below = code === UNUSED_DIRECTIVE ? lineBelow(file.text, start + length) : undefined;
  // A comment that expects an error: it is about the statement below, which has none any more.
  if (below !== undefined) return ts.findAncestor(nodeAt(file, below, 1), ts.isStatement) ?? file;
  const node = nodeAt(file, start, length);
  // Of `{ … } satisfies InvoiceInput` the word between is what is pointed at.
  if (ts.isSatisfiesExpression(node)) return node.expression;
  if (ts.isReturnStatement(node)) return node.expression ?? node;
  // `{ total }` is a name and what it stands in, at one place.
  return ts.isShorthandPropertyAssignment(node) || (ts.isBindingElement(node) && node.propertyName === undefined) ? node.name : node;
}

/** `@ts-expect-error` above what has none. */
export const UNUSED_DIRECTIVE = 2578;

/** Where the text goes on after the line a position is in. */
function lineBelow(text: string, position: number): number | undefined {
  const end = text.indexOf('\n', position);
  const offset = end === -1 ? -1 : text.slice(end).search(/\S/u);
  return offset === -1 ? undefined : end + offset;
}

/** What is missing around an error, and told by a finding, whether or not the error itself is new. */
export function explainMissing(
  diagnostic: ts.DiagnosticWithLocation,
  { before, after }: Worlds,
  findings: Findings,
  bindings: ChangedBindings,
): readonly Explanation[] {
  const node = subjectOf(diagnostic);
  return missingBeside(node, { before: before.checker, after: after.checker }, bindings).flatMap((next) =>
    next.clues.flatMap(({ workflowKey, place }) => {
      const finding = findingAt(place, findings.get(workflowKey) ?? []);
      return finding === undefined ? [] : [{ node: next.value, next, cause: { workflowKey, finding } }];
    }),
  );
}
