export * from './codes.ts';
export * from './opus-error.ts';
export * from './classes.ts';
export type { InputIssue } from '../input/issue.ts';
