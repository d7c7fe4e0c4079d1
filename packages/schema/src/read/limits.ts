/** How deep fields and elements may be nested before the rest counts as "anything" (drift.md, Fingerprint). */
export const MAX_DEPTH = 32;

/** How many variables, fields and elements one workflow may have in all. */
export const MAX_VARIABLES = 5_000;
