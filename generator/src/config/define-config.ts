import type { RuleLevels } from '@opus-codegen/schema';

/**
 * What stands in `opus.config.ts` (codegen.md, config). Every key but `workflows` has a default.
 *
 * This file is all that a config loads from us: it imports types only.
 */
export interface OpusConfig {
  /**
   * What to generate: key → workflow id, or an object where more is to be said. The key gives every name: `invoice` → `runInvoiceWorkflow`,
   * `InvoiceInput`, `invoice.ts`. The address of the workflow's page is taken for the id as well.
   */
  readonly workflows: Readonly<Record<string, string | WorkflowConfig>>;
  /** Folder of the generated files, relative to the config file. Default `./src/opus`. Files that are not ours are never touched there. */
  readonly output?: string;
  /**
   * The lockfile, relative to the config file. Default `./opus.lock.json`; where the config file holds an array of configs,
   * `opus.lock.json` in each one's output folder.
   */
  readonly lockfile?: string;
  /** Default `https://operator.opus.com`. The environment variable `OPUS_BASE_URL` wins over it. */
  readonly baseUrl?: string;
  /** The NAME of the environment variable that holds the service key, never the key itself. Default `OPUS_SERVICE_KEY`. */
  readonly serviceKeyEnv?: string;
  /** How `index.ts` names its neighbours. Default `auto`: what the nearest tsconfig.json asks for. */
  readonly importExtension?: ImportExtensionSetting;
  /** Whether to write `index.ts`, which exports everything by name. Default `true`. */
  readonly barrel?: boolean;
  /** How many workflows are read at a time, 1 to 32. Default 6. */
  readonly concurrency?: number;
  /** From which level of drift on `check` fails. Default `breaking`. */
  readonly failOn?: FailOn;
  /** How drift is judged. */
  readonly drift?: DriftConfig;
}

/** How drift is judged. */
export interface DriftConfig {
  /** Another level for a rule: `{ 'label-changed': 'off' }`. It changes what `check` says, never the guard before a run. */
  readonly rules?: RuleLevels;
}

/** A workflow of which more is to be said than its id. */
export interface WorkflowConfig {
  /** The workflow's id, or the address of its page. */
  readonly id: string;
  /** Pins a published version by its number. Without a pin: whatever is published. */
  readonly version?: number;
  /** Pins a published version by its id. Not together with `version`. */
  readonly workflowVersionId?: string;
  /** Names for inputs: wire name → TypeScript name, `{ workflow_input_we4tej0ly: 'prompt' }`; `wire.field` for a field of an object. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Names for outputs, likewise. */
  readonly outputs?: Readonly<Record<string, string>>;
}

/** What stands at the end of an import: `./invoice.ts`, `./invoice.js`, `./invoice`; or what the nearest tsconfig.json asks for. */
export type ImportExtensionSetting = 'auto' | '.ts' | '.js' | '';
/** A level of drift. `breaking`: code or callers fail; `warning`: they may; `info`: they do not. */
export type FailOn = 'breaking' | 'warning' | 'info';
/** A level for a rule of drift, or `off`: not told at all. */
export type RuleLevel = FailOn | 'off';

/** Gives the config its types; returns it as it is. An array serves several packages of one repository. */
export function defineConfig<const C extends OpusConfig | readonly OpusConfig[]>(config: C): C {
  return config;
}
