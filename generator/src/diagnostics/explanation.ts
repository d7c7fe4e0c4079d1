import { DEFAULT_HINTS, type ErrorCode } from '@opus-codegen/runtime';
import type { Severity } from './catalog-entry.ts';
import { CATALOG, type DiagnosticName } from './catalog.ts';
import { docsOfCode } from './docs-link.ts';
import { RUNTIME_ERRORS, type RuntimeErrorEntry } from './runtime-errors.ts';
import { EXIT_CODES, EXIT_INTERRUPTED } from './exit-codes.ts';

/** All there is to say of a code: what `explain` prints, and what the page of messages holds. */
export type CodeExplanation = MessageExplanation | ErrorExplanation;

/** A message of the command. */
export interface MessageExplanation extends Explained {
  readonly kind: 'message';
  readonly name: DiagnosticName;
  readonly severity: Severity;
  /** What the command ends with. Absent: a message that changes nothing about that. */
  readonly exitCode?: number;
}

/** An error that running a job throws. */
export interface ErrorExplanation extends Explained {
  readonly kind: 'error';
  readonly errorClass: RuntimeErrorEntry['errorClass'];
}

interface Explained {
  readonly code: string;
  readonly title: string;
  readonly why: string;
  readonly fix: string;
  readonly docs: string;
}

/** Every message of the command, by code. */
export function explainedMessages(): readonly MessageExplanation[] {
  const names = Object.keys(CATALOG) as DiagnosticName[]; // the catalog's own keys
  return names.map((name) => explainMessage(name)).toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** Every error of a run, in the order of a run. */
export function explainedErrors(): readonly ErrorExplanation[] {
  const codes = Object.keys(RUNTIME_ERRORS) as ErrorCode[]; // the table's own keys
  return codes.map((code) => ({ kind: 'error', code, ...RUNTIME_ERRORS[code], fix: DEFAULT_HINTS[code], docs: docsOfCode(code) }));
}

function explainMessage(name: DiagnosticName): MessageExplanation {
  const { exit, ...entry } = CATALOG[name];
  const exitCode = name === 'interrupted' ? EXIT_INTERRUPTED : exit === undefined ? undefined : EXIT_CODES[exit];
  return { kind: 'message', name, ...entry, ...(exitCode === undefined ? {} : { exitCode }), docs: docsOfCode(entry.code) };
}
