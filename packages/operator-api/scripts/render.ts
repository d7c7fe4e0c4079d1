import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { parse } from 'yaml';

const header = `/**
 * The wire types of operator.openapi.yaml, made by openapi-typescript.
 * Generated: do not edit. Change the document, then run \`pnpm --filter @opus-codegen/operator-api generate\`.
 */

`;

/** The text of `src/wire.ts` for a document. Reads and writes no file. */
export async function renderWireTypes(documentYaml: string): Promise<string> {
  // YAML anchors are resolved here: openapi-typescript's own loader is meant for files and URLs.
  const document = parse(documentYaml) as OpenAPI3; // its validity is what document.test.ts proves
  const nodes = await openapiTS(document, { immutable: true, silent: true });
  return header + astToString(nodes);
}
