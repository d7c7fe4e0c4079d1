import { JournalError } from '../errors/index.ts';
import type { LocalFiles } from './local.ts';

/** Stands in where there are no files: edge workers and browsers. */

export const statLocal: LocalFiles['statLocal'] = () =>
  Promise.resolve({ kind: 'unreadable', reason: 'this platform has no local files: pass bytes(data, name) or a Blob' });

export const openLocal: LocalFiles['openLocal'] = () => Promise.resolve('changed');

export const openLog: LocalFiles['openLog'] = (path) => {
  const message = `The journal ${path} cannot be opened: this platform has no local files.`;
  return Promise.reject(
    new JournalError({ code: 'JOURNAL_FAILED', message, hint: 'Use memoryJournal(), or a Journal over a store you have.' }),
  );
};
