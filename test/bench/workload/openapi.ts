import { openApiDocument } from '../../../generator/src/types/schema-documents.ts';
import type { Lockfile } from '@opus-codegen/schema/lockfile';
import { workflowNames } from '../../../generator/src/names/workflow-names.ts';

/**
 * The same workflows for the peers: the types as `export --format openapi` prints them, and one operation a workflow that takes the inputs as its
 * request body and answers with the outputs, under the names our own functions have.
 */
export function openApiOf({ workflows }: Lockfile): object {
  const document = openApiDocument(workflows);
  const paths = Object.fromEntries(
    Object.entries(workflows).map(([key, workflow]) => {
      const names = workflowNames(key);
      return [
        `/workflows/${key}/run`,
        {
          post: {
            operationId: names.run,
            summary: workflow.name,
            description: workflow.description,
            requestBody: { required: true, content: jsonOf(names.input) },
            responses: { 200: { description: 'The outputs of the run.', content: jsonOf(names.outputs) } },
          },
        },
      ];
    }),
  );
  return { ...document, paths };
}

function jsonOf(schema: string): object {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } };
}
