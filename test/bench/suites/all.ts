import type { Suite } from '../harness/suite.ts';
import { cold } from './cold.ts';

/** Every suite, in the order in which they are run and shown. */
export const suites: readonly Suite[] = [cold];
