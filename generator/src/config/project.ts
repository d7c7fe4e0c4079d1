import type { VersionPin } from '@opus-codegen/schema/lockfile';
import type { FailOn, ImportExtensionSetting, RuleLevel } from './define-config.ts';

/** One config, checked, with every default filled in and every path absolute. What all commands work on. */
export interface Project {
  /** For messages: the config file relative to the working directory, with `[1]` when it is one of several in the file. */
  readonly label: string;
  readonly configPath: string;
  /** Which one it is, where the config file holds an array. */
  readonly configIndex?: number;
  /** The folder of the config file: nothing is written outside of it. */
  readonly root: string;
  /** Those that have the same root, chosen for this run or not. Absent: none. */
  readonly neighbours?: readonly Project[];
  readonly outputDir: string;
  readonly lockfilePath: string;
  readonly baseUrl: string;
  /** The name of the variable, for messages. */
  readonly serviceKeyEnv: string;
  /** As it stands in the environment or in `.env`; absent when it is nowhere, or empty. Never printed. */
  readonly serviceKey?: string;
  /** In the order of the config. */
  readonly workflows: readonly ProjectWorkflow[];
  readonly importExtension: ImportExtensionSetting;
  readonly barrel: boolean;
  readonly concurrency: number;
  readonly failOn: FailOn;
  readonly driftRules: Readonly<Record<string, RuleLevel>>;
}

export interface ProjectWorkflow {
  readonly key: string;
  readonly workflowId: string;
  readonly pin?: VersionPin;
  /** Names the config chose. */
  readonly overrides: NameOverrides;
}

export interface NameOverrides {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
}
