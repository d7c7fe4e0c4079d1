export type WorkflowIdReading = { readonly ok: true; readonly workflowId: string } | { readonly ok: false; readonly problem: string };

/**
 * The workflow's id from what a person pasted: the id itself or the address of its page. An id's form is the service's affair; refused is only
 * what cannot stand in a path (operator-api.md §2, runtime.md, transport).
 */
export function readWorkflowId(pasted: string): WorkflowIdReading {
  const text = pasted.trim();
  if (/^https?:\/\//i.test(text)) return fromPageAddress(text);
  if (text === '') return { ok: false, problem: 'it is empty' };
  if (/[/\\?#]/.test(text) || text === '.' || text === '..') return { ok: false, problem: 'an id has no / \\ ? # in it, and is not a dot' };
  // oxlint-disable-next-line no-control-regex -- a pasted line end is what this looks for
  if (/[\s\u0000-\u001f\u007f]/.test(text)) return { ok: false, problem: 'there are blanks or control characters in it' };
  return { ok: true, workflowId: text };
}

function fromPageAddress(text: string): WorkflowIdReading {
  const segments = URL.canParse(text) ? new URL(text).pathname.split('/') : [];
  const at = segments.findIndex((segment) => segment === 'workflow' || segment === 'workflows');
  const id = at === -1 ? undefined : segments[at + 1];
  if (id === undefined || id === '') return { ok: false, problem: 'it is an address without /workflow/<id> in it' };
  return readWorkflowId(decodeSegment(id));
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a stray % : the character itself
  }
}
