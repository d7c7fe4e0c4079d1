export * from './codes.ts';
export { DEFAULT_HINTS } from './hints.ts';
export * from './opus-error.ts';
export { ConfigError } from './config-error.ts';
export * from './classes.ts';
export type { InputIssue } from '../input/issue.ts';
