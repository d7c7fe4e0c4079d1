export * from './model.ts';
export * from './id-in-wire.ts';
export * from './read/index.ts';
export * from './fingerprint/index.ts';
export * from './drift/index.ts';
