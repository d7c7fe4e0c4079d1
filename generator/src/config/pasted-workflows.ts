import { readWorkflowId } from './workflow-id.ts';

/** A workflow as somebody named it. */
export interface PastedWorkflow {
  readonly workflowId: string;
  /** The key it is to have, where it was said: `invoice=B9uGJfZ3CFwOdMKH`. */
  readonly key?: string;
}

export interface PastedWorkflows {
  /** Each once, in order. */
  readonly workflows: readonly PastedWorkflow[];
  /** Whole sentences about what cannot be used. */
  readonly problems: readonly string[];
}

/**
 * Workflows as they are pasted: ids or addresses of their pages, several in one text, with blanks, commas, quotes or brackets around them and
 * queries behind. Pure.
 */
export function readPastedWorkflows(pasted: readonly string[]): PastedWorkflows {
  const workflows = new Map<string, PastedWorkflow>();
  const problems: string[] = [];
  for (const word of pasted.flatMap((text) => text.split(/[\s,;]+/)).map(unwrapped)) {
    if (word === '') continue;
    const [, key, rest] = /^([\p{ID_Start}$_][\p{ID_Continue}$-]*)=(.*)$/su.exec(word) ?? [];
    const reading = readWorkflowId(unwrapped(rest ?? word));
    if (!reading.ok) problems.push(`"${word}" names no workflow: ${reading.problem}.`);
    else workflows.set(reading.workflowId, { workflowId: reading.workflowId, ...(key === undefined ? {} : { key }) });
  }
  return { workflows: [...workflows.values()], problems };
}

/** Without the quotes and brackets of the text it was copied from. */
function unwrapped(word: string): string {
  return word.replace(/^[<("'`[\u2018-\u201f\u00ab]+/u, '').replace(/[>)"'`\]\u2018-\u201f\u00bb]+$/u, '');
}
