import type { Level } from '@opus-codegen/schema';
import type { ExitReason } from '../diagnostics/exit-codes.ts';
import type { FailOn } from '../config/define-config.ts';

const LEVELS: readonly Level[] = ['info', 'warning', 'breaking'];

/** How findings count for the exit code: breaking ones always, others from `failOn` on (codegen.md, exit codes). Pure. */
export function driftReasons(levels: readonly Level[], failOn: FailOn): readonly ExitReason[] {
  if (levels.includes('breaking')) return ['breaking-drift'];
  return levels.some((level) => LEVELS.indexOf(level) >= LEVELS.indexOf(failOn)) ? ['drift'] : [];
}
