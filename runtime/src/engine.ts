/**
 * Everything that sends a request, behind one door: loaded at a program's first call (load-engine.ts), so that importing bindings costs little
 * until one is used. Nothing that is imported eagerly imports anything from here.
 */
export { createCore } from './client/create-core.ts';
export { loadAside } from './load-aside.ts';
export { openJob } from './workflow/open-job.ts';
export { startRun } from './workflow/start.ts';
