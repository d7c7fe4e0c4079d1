export { canonicalLockfile, LOCKFILE_VERSION } from './canonical-lockfile.ts';
export { JsonFields, LockfileDamage } from './json-fields.ts';
export type { LockedWorkflow, Lockfile, RemovedVariable, VersionPin } from './lockfile.ts';
export { lockfileFrom, parseLockfileText, printLockfile, type LockfileProblem, type LockfileReading } from './lockfile-text.ts';
export { isIdentifier } from './workflow-key.ts';
