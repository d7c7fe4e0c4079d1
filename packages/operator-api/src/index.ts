/**
 * The wire types of the Operator API under readable names (operator-api.md §1, §6). Types only: importing this package costs nothing at run time.
 *
 * Requests are what the contract asks for. Responses are what it promises; live ones carry more keys, miss some and come in other shapes,
 * so read them with a tolerant reader and never trust these types over the bytes.
 */
import type { components, operations } from './wire.ts';

type Schemas = components['schemas'];

export type { components, operations, paths } from './wire.ts';

/** The eight calls, by `operationId`. */
export type OperationId = keyof operations;

/** The contract's type names; any other string is possible in a live schema. */
export type TypeName = Schemas['TypeName'];
/** Who may read an uploaded file. */
export type AccessScope = Schemas['AccessScope'];
/** An extension the upload call takes, with its dot. */
export type FileExtension = Schemas['FileExtension'];

/** Answer of `GET /workflow/{workflowId}`, in either generation. */
export type WorkflowResponse = Schemas['WorkflowResponse'];
/** A workflow that has a `jobPayloadSchema` (v1, the contract's). */
export type Workflow = Schemas['Workflow'];
/** One variable of a `Workflow`. */
export type WorkflowVariable = Schemas['WorkflowVariable'];
/** A workflow as a graph (v2): variables hang on its input and output node. */
export type WorkflowGraph = Schemas['WorkflowGraph'];
/** One variable of a `WorkflowGraph`. */
export type WorkflowGraphVariable = Schemas['WorkflowGraphVariable'];
/** One of the types a `WorkflowGraphVariable` allows. */
export type AllowedType = Schemas['AllowedType'];
/** More about a type: an object's fields, an array's element, a date's format. */
export type TypeDefinition = Schemas['TypeDefinition'];
/** A note on a variable, such as the accepted file types. */
export type Tag = Schemas['Tag'];

/** Body of `POST /job/initiate`. */
export type InitiateRequest = Schemas['InitiateRequest'];
/** Answer of `POST /job/initiate`. */
export type InitiateResponse = Schemas['InitiateResponse'];
/** Body of `POST /job/file/upload`. */
export type UploadRequest = Schemas['UploadRequest'];
/** Answer of `POST /job/file/upload`. `presignedUrl` carries a signature: a secret for about five minutes. */
export type UploadResponse = Schemas['UploadResponse'];
/** Body of `POST /job/execute`. */
export type ExecuteRequest = Schemas['ExecuteRequest'];
/** Answer of `POST /job/execute`. `success: true` means accepted, no more. */
export type ExecuteResponse = Schemas['ExecuteResponse'];
/** The values of one job, by wire name. */
export type PayloadInstance = Schemas['PayloadInstance'];
/** One value of a `PayloadInstance`. */
export type PayloadVariable = Schemas['PayloadVariable'];
/** The contract's statuses; any other string is possible. */
export type JobStatus = Schemas['JobStatus'];
/** Answer of `GET /job/{jobExecutionId}/status`. */
export type StatusResponse = Schemas['StatusResponse'];
/** Answer of `GET /job/{jobExecutionId}/results`, in the contract's shape. */
export type ResultsResponse = Schemas['ResultsResponse'];
/** Answer of `GET /job/{jobExecutionId}/audit`, in the contract's shape. */
export type AuditResponse = Schemas['AuditResponse'];
/** One line of an `AuditResponse`. */
export type AuditEntry = Schemas['AuditEntry'];
/** Body of an error answer. `message` may be a list. */
export type ErrorEnvelope = Schemas['ErrorEnvelope'];
