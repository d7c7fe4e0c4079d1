/**
 * The wire types of operator.openapi.yaml, made by openapi-typescript.
 * Generated: do not edit. Change the document, then run `pnpm --filter @opus-codegen/operator-api generate`.
 */

export interface paths {
    readonly "/workflow/{workflowId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a workflow's schema.
         * @description Read it right before every execution: variable names are regenerated when somebody edits the workflow, and the
         *     live schema is the source of truth.
         */
        readonly get: operations["getWorkflow"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/job/initiate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Create a job.
         * @description There is no idempotency key; a repeated call makes another job.
         */
        readonly post: operations["initiateJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/job/file/upload": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask where to put one file.
         * @description One call for each file. The URL lives about five minutes; the file may have up to 10 MB.
         */
        readonly post: operations["createUploadUrl"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/{storagePath}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Store the bytes of one file.
         * @description Sent to `presignedUrl`, which carries its own signature. **Never send `x-service-key` here**: this is another
         *     server. The whole body with a Content-Length; a chunked body is refused with 411.
         */
        readonly put: operations["putFile"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/job/execute": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Start the job with its payload.
         * @description `success: true` means that the job was accepted, no more. A repeated call may run and bill the job twice.
         */
        readonly post: operations["executeJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/job/{jobExecutionId}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Ask how far the job is.
         * @description Poll with a growing pause until the status is terminal.
         */
        readonly get: operations["getJobStatus"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/job/{jobExecutionId}/results": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what the job returned.
         * @description Only after `COMPLETED`.
         */
        readonly get: operations["getJobResults"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/job/{jobExecutionId}/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read what happened inside the job.
         * @description Works while the job runs. May hold personal data and whole files; do not log it.
         */
        readonly get: operations["getJobAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description The contract's type names. Live schemas use more, so this is open when read; echo what was declared.
         * @example date
         */
        readonly TypeName: ("str" | "float" | "bool" | "date" | "file" | "array" | "array_files" | "object") | string;
        /**
         * @description Who may read an uploaded file.
         * @example organization
         * @enum {string}
         */
        readonly AccessScope: "all" | "user" | "workspace" | "organization";
        /**
         * @example .pdf
         * @enum {string}
         */
        readonly FileExtension: ".pdf" | ".docx" | ".csv" | ".xls" | ".xlsx" | ".txt" | ".json" | ".html" | ".xml" | ".jpeg" | ".jpg" | ".png";
        /**
         * @description More about a type. Of an object: a map of names to variables. Of an array: one element variable, known by its own
         *     string `type` (or `allowed_types`). Of a date: its strptime format, as a string. Otherwise empty, null or missing.
         * @example %Y-%m-%d
         */
        readonly TypeDefinition: string | {
            readonly [key: string]: unknown;
        } | null;
        /**
         * @description A note on a variable. `allowed_file_types` lists extensions, upper case and without the dot.
         * @example {
         *       "variable_name": "allowed_file_types",
         *       "value": [
         *         "PDF",
         *         "PNG"
         *       ]
         *     }
         */
        readonly Tag: {
            /** @example allowed_file_types */
            readonly variable_name: string;
            readonly value?: unknown;
            readonly description?: string;
        };
        /**
         * @description An input or output. Everything after `tags` was seen live and is not promised.
         * @example {
         *       "id": "we4tej0ly",
         *       "variable_name": "workflow_input_we4tej0ly",
         *       "display_name": "Invoice Date",
         *       "type": "date",
         *       "is_nullable": false,
         *       "tags": []
         *     }
         */
        readonly WorkflowVariable: {
            /** @example we4tej0ly */
            readonly id: string;
            /** @example workflow_input_we4tej0ly */
            readonly variable_name: string;
            /** @example Invoice Date */
            readonly display_name: string;
            readonly type: components["schemas"]["TypeName"];
            readonly is_nullable: boolean;
            readonly tags?: readonly components["schemas"]["Tag"][];
            readonly description?: string;
            readonly display_description?: string;
            /** @description A sample. May contradict `type` and may hold somebody's data. Never keep it. */
            readonly value?: unknown;
            /** @description The closed list of values; empty when there is none. */
            readonly options?: readonly string[];
            readonly type_definition?: components["schemas"]["TypeDefinition"];
            readonly type_definition_enforced?: boolean | null;
        };
        /** @description A workflow with a payload schema. */
        readonly Workflow: {
            /** @example B9uGJfZ3CFwOdMKH */
            readonly workflowId?: string;
            readonly name?: string;
            readonly description?: string;
            readonly active?: boolean;
            /** @description The inputs, by variable name. */
            readonly jobPayloadSchema: {
                readonly [key: string]: components["schemas"]["WorkflowVariable"];
            };
            /** @description The outputs, by variable name (seen live). */
            readonly jobResultsPayloadSchema?: {
                readonly [key: string]: components["schemas"]["WorkflowVariable"];
            };
        };
        /**
         * @example {
         *       "type": "date",
         *       "type_definition": "%Y-%m-%d",
         *       "type_definition_enforced": true
         *     }
         */
        readonly AllowedType: {
            readonly type: components["schemas"]["TypeName"];
            readonly type_definition?: components["schemas"]["TypeDefinition"];
            readonly type_definition_enforced?: boolean | null;
        };
        /** @description An input or output of a graph; more than one type may be allowed. */
        readonly WorkflowGraphVariable: {
            readonly id: string;
            readonly variable_name: string;
            readonly display_name?: string;
            readonly description?: string;
            readonly is_nullable?: boolean | null;
            readonly allowed_types: readonly components["schemas"]["AllowedType"][];
            readonly default?: unknown;
            readonly tags?: readonly components["schemas"]["Tag"][];
        };
        readonly WorkflowGraphVariables: {
            /** @description The variables, by variable name. */
            readonly schema?: {
                readonly [key: string]: components["schemas"]["WorkflowGraphVariable"];
            };
        };
        /**
         * @description A workflow as a graph (seen live). Inputs are in the schema of the input node, outputs in that of the output node,
         *     under `input_schema` or `output_schema`. A camelCase spelling of the top level exists too.
         */
        readonly WorkflowGraph: {
            readonly workflow_id?: string;
            readonly name?: string;
            readonly description?: string;
            readonly version?: number;
            /** @example active */
            readonly active_status?: string;
            readonly workspace_id?: string;
            readonly workflow_input_node_id?: string;
            readonly workflow_output_node_id?: string;
            readonly nodes: {
                readonly [key: string]: {
                    readonly name?: string;
                    readonly input_schema?: components["schemas"]["WorkflowGraphVariables"];
                    readonly output_schema?: components["schemas"]["WorkflowGraphVariables"];
                };
            };
        };
        readonly WorkflowResponse: components["schemas"]["Workflow"] | components["schemas"]["WorkflowGraph"];
        readonly InitiateRequest: {
            /** @example B9uGJfZ3CFwOdMKH */
            readonly workflowId: string;
            readonly title: string;
            readonly description: string;
            /** @description Pins the version the job runs, by its id. */
            readonly workflowVersionId?: string;
            /** @description Pins the version the job runs, by its number. */
            readonly workflowVersionNumber?: number;
            readonly referenceEntityId?: string;
            readonly source?: string;
            readonly refUserId?: string;
        };
        readonly InitiateResponse: {
            /** @example 2514 */
            readonly jobExecutionId: string;
        };
        readonly UploadRequest: {
            readonly fileExtension: components["schemas"]["FileExtension"];
            readonly accessScope: components["schemas"]["AccessScope"];
            /** @description The file's own name (seen live). */
            readonly originalName?: string;
            /** @description Puts the file into the workflow's workspace. This or `workspaceId` is asked for since August 2026. */
            readonly workflowId?: string;
            readonly workspaceId?: string;
        };
        readonly UploadResponse: {
            /**
             * Format: uri
             * @description Where to PUT the bytes. It carries a signature; treat it as a secret.
             */
            readonly presignedUrl: string;
            /**
             * Format: uri
             * @description The value of a `file` variable. A plain GET of it is 404.
             */
            readonly fileUrl: string;
        };
        /** @description One value of a job's payload. */
        readonly PayloadVariable: {
            readonly value: unknown;
            /**
             * @description The declared type, in exactly the declared spelling.
             * @example date
             */
            readonly type: string;
            /** @example Invoice Date */
            readonly displayName: string;
            /** @description For `array` and `object` of a graph workflow, the declared definition. Otherwise left out. */
            readonly typeDefinition?: components["schemas"]["TypeDefinition"];
        };
        /** @description The payload, by variable name. */
        readonly PayloadInstance: {
            readonly [key: string]: components["schemas"]["PayloadVariable"];
        };
        readonly ExecuteRequest: {
            /** @example 2514 */
            readonly jobExecutionId: string;
            readonly jobPayloadSchemaInstance: components["schemas"]["PayloadInstance"];
            /**
             * Format: uri
             * @description Called when the job ends. A wake-up call, never a result; leave it out rather than empty.
             */
            readonly callbackUrl?: string;
        };
        readonly ExecuteResponse: {
            readonly success: boolean;
            readonly message?: string;
            readonly error?: string;
            /** @example 2514 */
            readonly jobExecutionId?: string;
            readonly jobPayloadSchemaInstance?: components["schemas"]["PayloadInstance"];
        };
        /**
         * @description The contract's three. Live answers spell and name more (`IN_PROGRESS`, `WAITING`, `TIMED_OUT`, …), so this is open
         *     when read.
         * @example IN PROGRESS
         */
        readonly JobStatus: ("IN PROGRESS" | "COMPLETED" | "FAILED") | string;
        readonly StatusResponse: {
            readonly status: components["schemas"]["JobStatus"];
        };
        /** @description The contract's shape; seven others were seen live. */
        readonly ResultsResponse: {
            /** @example 2514 */
            readonly jobExecutionId: string;
            readonly status: components["schemas"]["JobStatus"];
            readonly results: {
                readonly summary?: string;
                readonly outputFiles?: readonly string[];
                /** @description The outputs, by variable name. */
                readonly data?: {
                    readonly [key: string]: unknown;
                };
            };
        };
        readonly AuditEntry: {
            /** @example 2025-11-09T10:00:00.000Z */
            readonly timestamp: string;
            readonly actor: string;
            readonly action: string;
        };
        /** @description The contract's shape; others were seen live. */
        readonly AuditResponse: {
            /** @example 2514 */
            readonly jobExecutionId: string;
            readonly auditTrail: readonly components["schemas"]["AuditEntry"][];
        };
        readonly ErrorEnvelope: {
            /** @example 400 */
            readonly statusCode: number;
            readonly message: string | readonly string[];
            readonly error?: string;
            readonly timestamp?: string;
            readonly path?: string;
            readonly metadata?: {
                /** @description How long to wait after a 429. Zero is a real value. */
                readonly retryAfterSeconds?: number;
            };
        };
    };
    responses: {
        /** @description The body was refused; `message` lists why. */
        readonly BadRequest: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 400,
                 *       "message": [
                 *         "title should not be empty",
                 *         "title must be a string"
                 *       ],
                 *       "error": "Bad Request",
                 *       "timestamp": "2025-11-09T10:00:00.000Z",
                 *       "path": "/job/initiate"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The service key is missing or not accepted. */
        readonly Unauthorized: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 401,
                 *       "message": "Invalid or expired API key",
                 *       "error": "Unauthorized",
                 *       "timestamp": "2025-11-09T10:00:00.000Z",
                 *       "path": "/job/initiate"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The key is good, but not for this. */
        readonly Forbidden: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 403,
                 *       "message": "Forbidden resource",
                 *       "error": "Forbidden",
                 *       "timestamp": "2025-11-09T10:00:00.000Z",
                 *       "path": "/workflow/B9uGJfZ3CFwOdMKH"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description No such workflow or job. */
        readonly NotFound: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 404,
                 *       "message": "Job not found",
                 *       "error": "Not Found",
                 *       "timestamp": "2025-11-09T10:00:00.000Z",
                 *       "path": "/job/2514/status"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description The job is not in a state that allows this. */
        readonly Conflict: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 409,
                 *       "message": "Job is not completed yet",
                 *       "error": "Conflict",
                 *       "timestamp": "2025-11-09T10:00:00.000Z",
                 *       "path": "/job/2514/results"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description Slow down. The hint is in the header, in the body, in both or in neither. */
        readonly TooManyRequests: {
            headers: {
                /**
                 * @description Seconds, or an HTTP date.
                 * @example 3
                 */
                readonly "Retry-After"?: string;
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 429,
                 *       "message": "Too many requests",
                 *       "error": "Too Many Requests",
                 *       "timestamp": "2025-11-09T10:00:00.000Z",
                 *       "path": "/job/2514/status",
                 *       "metadata": {
                 *         "retryAfterSeconds": 3
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["ErrorEnvelope"];
            };
        };
        /** @description Anything else. A gateway in front of the service may answer HTML. */
        readonly Unexpected: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "statusCode": 500,
                 *       "message": "Internal server error",
                 *       "timestamp": "2025-11-09T10:00:00.000Z",
                 *       "path": "/job/initiate"
                 *     }
                 */
                readonly "application/json": components["schemas"]["ErrorEnvelope"];
                /** @example <html><body><h1>502 Bad Gateway</h1></body></html> */
                readonly "text/html": string;
            };
        };
    };
    parameters: {
        /**
         * @description Sixteen characters or a UUID; its form says nothing about whether it works.
         * @example B9uGJfZ3CFwOdMKH
         */
        readonly WorkflowId: string;
        /** @example 2514 */
        readonly JobExecutionId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getWorkflow: {
        readonly parameters: {
            readonly query?: {
                /**
                 * @description Pins a published version by its number.
                 * @example 3
                 */
                readonly version?: number;
                /**
                 * @description Pins a published version by its id.
                 * @example 5a5a5a5a-0000-4000-8000-0000000000c3
                 */
                readonly workflowVersionId?: string;
            };
            readonly header?: never;
            readonly path: {
                /**
                 * @description Sixteen characters or a UUID; its form says nothing about whether it works.
                 * @example B9uGJfZ3CFwOdMKH
                 */
                readonly workflowId: components["parameters"]["WorkflowId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The workflow, in either generation of the service. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkflowResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly default: components["responses"]["Unexpected"];
        };
    };
    readonly initiateJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "workflowId": "B9uGJfZ3CFwOdMKH",
                 *       "title": "March",
                 *       "description": "Invoices of March"
                 *     }
                 */
                readonly "application/json": components["schemas"]["InitiateRequest"];
            };
        };
        readonly responses: {
            /** @description The job exists and waits for its payload. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobExecutionId": "2514"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["InitiateResponse"];
                };
            };
            /** @description The same; both codes are in use. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobExecutionId": "2514"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["InitiateResponse"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly default: components["responses"]["Unexpected"];
        };
    };
    readonly createUploadUrl: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "fileExtension": ".pdf",
                 *       "accessScope": "organization"
                 *     }
                 */
                readonly "application/json": components["schemas"]["UploadRequest"];
            };
        };
        readonly responses: {
            /** @description Where to PUT the bytes, and the URL to name in the payload afterwards. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "presignedUrl": "https://files.opus.com/media/private/uploaded/media_0001.pdf?X-Amz-Expires=300",
                     *       "fileUrl": "https://files.opus.com/media/private/uploaded/media_0001.pdf"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["UploadResponse"];
                };
            };
            /** @description The same; both codes are in use. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "presignedUrl": "https://files.opus.com/media/private/uploaded/media_0001.pdf?X-Amz-Expires=300",
                     *       "fileUrl": "https://files.opus.com/media/private/uploaded/media_0001.pdf"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["UploadResponse"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly default: components["responses"]["Unexpected"];
        };
    };
    readonly putFile: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @example 48213 */
                readonly "Content-Length": number;
            };
            readonly path: {
                /**
                 * @description Everything after the host of `presignedUrl`.
                 * @example media/private/uploaded/media_0001.pdf
                 */
                readonly storagePath: string;
            };
            readonly cookie?: never;
        };
        /** @description The raw bytes. The Content-Type is the MIME type of the file. */
        readonly requestBody: {
            readonly content: {
                readonly "application/pdf": string;
                readonly "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                readonly "text/csv": string;
                readonly "application/vnd.ms-excel": string;
                readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                readonly "text/plain": string;
                readonly "application/json": string;
                readonly "text/html": string;
                readonly "application/xml": string;
                readonly "image/jpeg": string;
                readonly "image/png": string;
            };
        };
        readonly responses: {
            /** @description Stored. The body is empty. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Signature refused, expired, or a header that was not signed. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example <Error><Code>SignatureDoesNotMatch</Code></Error> */
                    readonly "application/xml": string;
                };
            };
            /** @description The body came without a length. */
            readonly 411: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example <Error><Code>MissingContentLength</Code></Error> */
                    readonly "application/xml": string;
                };
            };
        };
    };
    readonly executeJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "jobExecutionId": "2514",
                 *       "jobPayloadSchemaInstance": {
                 *         "workflow_input_we4tej0ly": {
                 *           "value": "2025-11-09",
                 *           "type": "date",
                 *           "displayName": "Invoice Date"
                 *         }
                 *       }
                 *     }
                 */
                readonly "application/json": components["schemas"]["ExecuteRequest"];
            };
        };
        readonly responses: {
            /** @description Accepted, or refused with `success false`. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "Job execution started",
                     *       "jobExecutionId": "2514",
                     *       "jobPayloadSchemaInstance": {
                     *         "workflow_input_we4tej0ly": {
                     *           "value": "2025-11-09",
                     *           "type": "date",
                     *           "displayName": "Invoice Date"
                     *         }
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ExecuteResponse"];
                };
            };
            /** @description The same; both codes are in use. */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "Job execution started",
                     *       "jobExecutionId": "2514",
                     *       "jobPayloadSchemaInstance": {
                     *         "workflow_input_we4tej0ly": {
                     *           "value": "2025-11-09",
                     *           "type": "date",
                     *           "displayName": "Invoice Date"
                     *         }
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ExecuteResponse"];
                };
            };
            readonly 400: components["responses"]["BadRequest"];
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly default: components["responses"]["Unexpected"];
        };
    };
    readonly getJobStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example 2514 */
                readonly jobExecutionId: components["parameters"]["JobExecutionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The status. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "IN PROGRESS"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["StatusResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly default: components["responses"]["Unexpected"];
        };
    };
    readonly getJobResults: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example 2514 */
                readonly jobExecutionId: components["parameters"]["JobExecutionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The results. Which outputs are present depends on the branch the run took. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobExecutionId": "2514",
                     *       "status": "COMPLETED",
                     *       "results": {
                     *         "summary": "The invoice was booked.",
                     *         "outputFiles": [
                     *           "https://files.opus.com/media/private/uploaded/media_0002.pdf"
                     *         ],
                     *         "data": {
                     *           "workflow_output_k2m4n6p8q": "2025-11-09"
                     *         }
                     *       }
                     *     }
                     */
                    readonly "application/json": components["schemas"]["ResultsResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 409: components["responses"]["Conflict"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly default: components["responses"]["Unexpected"];
        };
    };
    readonly getJobAudit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @example 2514 */
                readonly jobExecutionId: components["parameters"]["JobExecutionId"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The trail. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "jobExecutionId": "2514",
                     *       "auditTrail": [
                     *         {
                     *           "timestamp": "2025-11-09T10:00:00.000Z",
                     *           "actor": "system",
                     *           "action": "Job execution started"
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": components["schemas"]["AuditResponse"];
                };
            };
            readonly 401: components["responses"]["Unauthorized"];
            readonly 403: components["responses"]["Forbidden"];
            readonly 404: components["responses"]["NotFound"];
            readonly 429: components["responses"]["TooManyRequests"];
            readonly default: components["responses"]["Unexpected"];
        };
    };
}
