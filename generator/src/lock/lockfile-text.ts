import { parseLockfileText, type Lockfile, type LockfileProblem } from '@opus-codegen/schema/lockfile';
import { isWorkflowKey } from '../config/workflow-keys.ts';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.ts';

export type DiagnosedLockfile =
  { readonly ok: true; readonly lockfile: Lockfile } | { readonly ok: false; readonly diagnostic: Diagnostic };

/** Reads the text of `opus.lock.json`. Pure. `path` is for messages. */
export function parseLockfile(text: string, path: string): DiagnosedLockfile {
  const reading = parseLockfileText(text);
  if (!reading.ok) return { ok: false, diagnostic: diagnosisOf(reading.problem, path) };
  const nameless = Object.keys(reading.lockfile.workflows).find((key) => !isWorkflowKey(key));
  if (nameless === undefined) return reading;
  const pointer = `workflows.${nameless}`;
  const message = `The lockfile is damaged: ${pointer} should be under a key that names can be made of.`;
  return { ok: false, diagnostic: diagnosisOf({ kind: 'damaged', message, pointer }, path) };
}

function diagnosisOf(problem: LockfileProblem, path: string): Diagnostic {
  const what = problem.message;
  switch (problem.kind) {
    case 'conflict':
      return diagnose('lockfile-conflict', { what, where: `${path}:${problem.line}` });
    case 'damaged':
      return diagnose('lockfile-damaged', { what, where: problem.pointer === undefined ? path : `${path} › ${problem.pointer}` });
    case 'version':
      return diagnose('lockfile-version', { what, where: path });
    default:
      return problem satisfies never;
  }
}
