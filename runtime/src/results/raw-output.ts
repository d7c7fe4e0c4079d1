/** One output as a results answer held it, before it is decoded. Keyed by wire name (or whatever the service put there). */
export interface RawOutput {
  readonly value: unknown;
  /** The type the service says it has, in its own spelling. */
  readonly type?: string;
  readonly displayName?: string;
}
