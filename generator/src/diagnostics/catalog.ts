import type { CatalogEntry } from './catalog-entry.ts';
import { CONFIG_ENTRIES } from './catalog-config.ts';
import { DOCTOR_ENTRIES } from './catalog-doctor.ts';
import { DRIFT_ENTRIES } from './catalog-drift.ts';
import { FILE_ENTRIES } from './catalog-files.ts';
import { LOCKFILE_ENTRIES } from './catalog-lockfile.ts';
import { NAME_ENTRIES } from './catalog-names.ts';
import { RUN_ENTRIES } from './catalog-run.ts';
import { SERVE_ENTRIES } from './catalog-serve.ts';
import { SERVICE_ENTRIES } from './catalog-service.ts';
import { SETUP_ENTRIES } from './catalog-setup.ts';
import { TOOL_ENTRIES } from './catalog-tool.ts';

/** Every message of the tool: 10xx config and set-up, 20xx lockfile, 30xx service, 40xx names and types, 50xx files, 60xx drift, 70xx running jobs, 90xx the tool and its command line. */
export const CATALOG: Readonly<Record<DiagnosticName, CatalogEntry>> = {
  ...CONFIG_ENTRIES,
  ...SETUP_ENTRIES,
  ...DOCTOR_ENTRIES,
  ...LOCKFILE_ENTRIES,
  ...SERVICE_ENTRIES,
  ...NAME_ENTRIES,
  ...FILE_ENTRIES,
  ...DRIFT_ENTRIES,
  ...RUN_ENTRIES,
  ...TOOL_ENTRIES,
  ...SERVE_ENTRIES,
};

export type DiagnosticName =
  | keyof typeof CONFIG_ENTRIES
  | keyof typeof SETUP_ENTRIES
  | keyof typeof DOCTOR_ENTRIES
  | keyof typeof LOCKFILE_ENTRIES
  | keyof typeof SERVICE_ENTRIES
  | keyof typeof NAME_ENTRIES
  | keyof typeof FILE_ENTRIES
  | keyof typeof DRIFT_ENTRIES
  | keyof typeof RUN_ENTRIES
  | keyof typeof TOOL_ENTRIES
  | keyof typeof SERVE_ENTRIES;
