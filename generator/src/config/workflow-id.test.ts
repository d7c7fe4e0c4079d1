import { expect, test } from 'vitest';
import { readWorkflowId } from './workflow-id.ts';

test.each([
  ['B9uGJfZ3CFwOdMKH', 'B9uGJfZ3CFwOdMKH'],
  ['  5a5a5a5a-0000-4000-8000-00000000000a\n', '5a5a5a5a-0000-4000-8000-00000000000a'],
  ['https://app.opus.com/app/workflow/B9uGJfZ3CFwOdMKH', 'B9uGJfZ3CFwOdMKH'],
  ['https://app.opus.com/app/workflow/B9uGJfZ3CFwOdMKH/edit?tab=runs#top', 'B9uGJfZ3CFwOdMKH'],
  ['HTTPS://app.opus.com/workflows/a%2Db', 'a-b'],
  ['x', 'x'],
])('%j is the workflow %s', (pasted, workflowId) => {
  expect(readWorkflowId(pasted)).toEqual({ ok: true, workflowId });
});

test.each([
  ['', 'it is empty'],
  ['..', 'an id has no / \\ ? # in it, and is not a dot'],
  ['a/b', 'an id has no / \\ ? # in it, and is not a dot'],
  ['a?version=2', 'an id has no / \\ ? # in it, and is not a dot'],
  ['a b', 'there are blanks or control characters in it'],
  ['https://app.opus.com/app/runs/1', 'it is an address without /workflow/<id> in it'],
  ['https://app.opus.com/app/workflow/', 'it is an address without /workflow/<id> in it'],
  ['https://app.opus.com/app/workflow/%2E%2E%2Fjob', 'an id has no / \\ ? # in it, and is not a dot'],
])('%j is refused: %s', (pasted, problem) => {
  expect(readWorkflowId(pasted)).toEqual({ ok: false, problem });
});
