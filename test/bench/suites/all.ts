import type { Suite } from '../harness/suite.ts';
import { changed, noop } from './again.ts';
import { bundle } from './bundle.ts';
import { cold } from './cold.ts';
import { compile } from './compile.ts';
import { editor } from './editor.ts';
import { jobs } from './jobs.ts';
import { latency } from './latency.ts';
import { pull } from './pull.ts';
import { check, first } from './start.ts';
import { waiting } from './waiting.ts';

/** Every suite, in the order in which they are run and shown. */
export const suites: readonly Suite[] = [cold, noop, changed, first, check, pull, compile, editor, bundle, jobs, latency, waiting];
