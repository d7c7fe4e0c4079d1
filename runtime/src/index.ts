export * from './errors/index.ts';
export type { Clock } from './clock.ts';
export type { CallName, RunEvent, RunEventListener } from './events.ts';
export type { AccessScope, VersionPin } from './operator/calls.ts';
export type { AuditEntry, AuditReport, FailedNode, NodeProgress } from './results/audit.ts';
