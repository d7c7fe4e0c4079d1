import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

/**
 * Who breaks depends on what the service says now; a flag that would do nothing is refused.
 *
 * @throws {DiagnosticError} when the impact is asked for beside a flag that keeps the service from being asked.
 */
export function refuseImpactOffline(
  { impact, tsconfig }: { readonly impact: boolean; readonly tsconfig?: string | undefined },
  flag: string,
): void {
  if (!impact && tsconfig === undefined) return;
  throw new DiagnosticError(
    diagnose('impact-failed', { what: `--impact needs the service, and ${flag} asks nobody.`, fix: 'Leave out one of the two.' }),
  );
}
