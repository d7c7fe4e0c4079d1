import { ts } from 'ts-morph';
import type { ChangedBindings } from '../bindings/changed-bindings.ts';
import { UNUSED_DIRECTIVE, type Explanation, type Worlds } from '../cause/explain-error.ts';
import type { CallSite, ProjectError } from '../impact.ts';
import { phraseFor } from './phrase.ts';
import { cut, sourceLine, sourcePlace } from './source-place.ts';
import { summaryOf } from './summary.ts';

/** One reason why one place would not compile, as it is told. */
export function callSiteOf(
  error: ts.DiagnosticWithLocation,
  { node, next, cause, mention }: Explanation,
  { before }: Worlds,
  bindings: ChangedBindings,
  cwd: string,
): CallSite {
  const { file } = error;
  const start = next === undefined ? error.start : next.value.getStart(file);
  const told =
    next === undefined
      ? projectError(error, cwd)
      : // What the compiler will say of it once it comes to it.
        {
          ...sourcePlace(file, start, cwd),
          diagnosticCode: 2741,
          message: `Property '${next.name}' is missing but required in type '${next.owner}'.`,
        };
  const finding = cause?.finding;
  return {
    ...(cause === undefined ? {} : { workflowKey: cause.workflowKey }),
    ...told,
    text: sourceLine(file, start),
    summary:
      error.code === UNUSED_DIRECTIVE
        ? `${cut(file.text.slice(error.start, error.start + error.length), 60)} waits for an error that is gone`
        : summaryOf(phraseFor(node, finding?.side, before.checker, bindings), finding, mention),
    ...(finding === undefined ? {} : { rule: finding.rule, findingFingerprint: finding.fingerprint }),
  };
}

export function projectError({ file, start, code, messageText }: ts.DiagnosticWithLocation, cwd: string): ProjectError {
  return { ...sourcePlace(file, start, cwd), diagnosticCode: code, message: ts.flattenDiagnosticMessageText(messageText, '\n') };
}

/** By file, line and column. */
export function byPlace(a: ProjectError, b: ProjectError): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
