/** The calls of the contract, in the order of a run (operator-api.md §1). */
export const OPERATOR_CALLS = ['getWorkflow', 'initiate', 'uploadUrl', 'put', 'execute', 'status', 'results', 'audit'] as const;

/** One of the eight calls. */
export type OperatorCall = (typeof OPERATOR_CALLS)[number];

/** The two servers: the API, which takes the service key, and the storage, which must never see it. */
export type Origin = 'api' | 'storage';
