import { shownPlace } from '../paths/shown-path.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { docsOfCode } from '../diagnostics/docs-link.ts';

/** A diagnostic for programs: its place as seen from the working directory, and where to read on. */
export function diagnosticJson({ exit: _exit, ...diagnostic }: Diagnostic, cwd: string): Readonly<Record<string, unknown>> {
  return {
    ...diagnostic,
    ...(diagnostic.where === undefined ? {} : { where: shownPlace(cwd, diagnostic.where) }),
    docs: docsOfCode(diagnostic.code),
  };
}
