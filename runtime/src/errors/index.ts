export * from './codes.ts';
export * from './opus-error.ts';
export * from './classes.ts';
