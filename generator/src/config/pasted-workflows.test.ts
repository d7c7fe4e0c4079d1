import { expect, test } from 'vitest';
import { readPastedWorkflows } from './pasted-workflows.ts';

test.each([
  [['B9uG'], [{ workflowId: 'B9uG' }]],
  [['https://app.opus.com/app/workflow/B9uG'], [{ workflowId: 'B9uG' }]],
  [['https://app.opus.com/app/workflow/B9uG/?a=b&c=d#e'], [{ workflowId: 'B9uG' }]],
  [['<https://app.opus.com/app/workflow/B9uG>,'], [{ workflowId: 'B9uG' }]],
  [['“B9uG”'], [{ workflowId: 'B9uG' }]],
  [["'B9uG', 'V3n'"], [{ workflowId: 'B9uG' }, { workflowId: 'V3n' }]],
  [['B9uG\r\nV3n\n\nB9uG'], [{ workflowId: 'B9uG' }, { workflowId: 'V3n' }]],
  [['invoice=B9uG'], [{ workflowId: 'B9uG', key: 'invoice' }]],
  [['invoice=https://app.opus.com/app/workflow/B9uG?x=y'], [{ workflowId: 'B9uG', key: 'invoice' }]],
  [['my-flow="B9uG"'], [{ workflowId: 'B9uG', key: 'my-flow' }]],
  [['5a5a5a5a-0000-4000-8000-00000000000a'], [{ workflowId: '5a5a5a5a-0000-4000-8000-00000000000a' }]],
  [[' ', ',', '""'], []],
])('%j', (pasted, workflows) => {
  expect(readPastedWorkflows(pasted)).toEqual({ workflows, problems: [] });
});

test('what names no workflow is told, beside what does', () => {
  expect(readPastedWorkflows(['https://app.opus.com/app/jobs/1 a/b B9uG'])).toEqual({
    workflows: [{ workflowId: 'B9uG' }],
    problems: [
      '"https://app.opus.com/app/jobs/1" names no workflow: it is an address without /workflow/<id> in it.',
      '"a/b" names no workflow: an id has no / \\ ? # in it, and is not a dot.',
    ],
  });
});
