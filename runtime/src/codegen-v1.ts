export type { RunEvent } from './events.ts';
