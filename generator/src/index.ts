// A config file loads this, so it stays free of everything heavy.
export { defineConfig } from './config/define-config.ts';
export type { DriftConfig, FailOn, ImportExtensionSetting, OpusConfig, RuleLevel, WorkflowConfig } from './config/define-config.ts';
