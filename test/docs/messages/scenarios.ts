import { CONFIG_SCENARIOS, LOCKFILE_SCENARIOS } from './config.ts';
import { DRIFT_SCENARIOS } from './drift.ts';
import { FILE_SCENARIOS } from './files.ts';
import { RUN_SCENARIOS } from './run.ts';
import type { Scenarios } from './scenario.ts';
import { DOCTOR_SCENARIOS, SETUP_SCENARIOS } from './setup.ts';
import { NAME_SCENARIOS, SERVICE_SCENARIOS } from './service.ts';
import { TOOL_SCENARIOS } from './tool.ts';

/** The way to each message, in the order of the catalog. */
export const SCENARIOS: Scenarios = {
  ...CONFIG_SCENARIOS,
  ...SETUP_SCENARIOS,
  ...DOCTOR_SCENARIOS,
  ...LOCKFILE_SCENARIOS,
  ...SERVICE_SCENARIOS,
  ...NAME_SCENARIOS,
  ...FILE_SCENARIOS,
  ...DRIFT_SCENARIOS,
  ...RUN_SCENARIOS,
  ...TOOL_SCENARIOS,
};
