import { expect, test } from 'vitest';
import { startCliProject } from '../cli/harness.ts';
import { workflowIds } from '../workflows/workflows.ts';

test('an answer that says nothing of outputs is worth a note to those who ask for notes', async () => {
  await using project = await startCliProject({ keys: ['invoice'] });
  project.operator.editWorkflow(workflowIds.invoice, (raw) => {
    const { jobPayloadSchema, name } = raw as Readonly<Record<string, unknown>>; // what readWorkflowFile put there
    return { name, jobPayloadSchema };
  });
  const quietly = await project.run([]);
  expect(quietly.code).toBe(0);
  expect(quietly.stderr).not.toContain('OPUS3011');
  const loudly = await project.run(['--verbose']);
  expect(loudly.stderr).toContain('info OPUS3011 The answer does not describe outputs; the workflow is read as one without any.');
});
