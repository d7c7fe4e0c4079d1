import type { LocalFiles } from './local.ts';

/** Stands in where there are no files: edge workers and browsers. */

export const statLocal: LocalFiles['statLocal'] = () =>
  Promise.resolve({ kind: 'unreadable', reason: 'this platform has no local files: pass bytes(data, name) or a Blob' });

export const openLocal: LocalFiles['openLocal'] = () => Promise.resolve('changed');
