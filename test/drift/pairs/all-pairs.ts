import type { Pair } from '../pair.ts';
import { inputPairs } from './inputs.ts';
import { namePairs } from './names.ts';
import { nestedPairs } from './nested.ts';
import { outputPairs } from './outputs.ts';
import { unionPairs } from './unions.ts';
import { workflowPairs } from './workflows.ts';

export const allPairs: readonly Pair[] = [...inputPairs, ...nestedPairs, ...namePairs, ...outputPairs, ...unionPairs, ...workflowPairs];
