import { diagnose, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { findWorkflow } from '../../run/find-workflow.ts';
import { runOne } from '../../run/job/run-one.ts';
import { BATCH_FLAGS, type RunFlags } from '../../run/run-flags.ts';
import type { Command } from '../command.ts';
import { openProjects } from '../open-projects.ts';

/** `run`: one job, one that exists, or one for each row of a file. */
export const run: Command<RunFlags> = async (options, context) => {
  const [key = ''] = options.args;
  if (options.filter.length > 0) {
    throw new DiagnosticError(diagnose('bad-usage', { what: '--filter says nothing here: run takes one workflow.', fix: 'Leave it out.' }));
  }
  const { projects } = await openProjects(options, context);
  const found = await findWorkflow(key, projects);
  if (options.batch !== undefined) {
    const { runBatch } = await import('../../run/batch/run-batch.ts');
    return runBatch(found, { ...options, batch: options.batch }, context);
  }
  const stray = BATCH_FLAGS.filter((flag) => options[flag] !== undefined);
  if (stray.length > 0) {
    const what = `${stray.map((flag) => `--${flag}`).join(', ')} belongs to a batch.`;
    throw new DiagnosticError(diagnose('bad-usage', { what, fix: 'Name its rows with --batch.' }));
  }
  return runOne(found, options, context);
};
