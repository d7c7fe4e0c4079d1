/** The guides, as the public repository shows them. The address holds from the first release on. */
export const DOCS_URL = 'https://github.com/opus-codegen/opus-codegen/blob/main/docs';

/** Where the page of messages tells of a code, `OPUS1001` or `INVALID_INPUT`: each has a heading of its own there. */
export function docsOfCode(code: string): string {
  return `${DOCS_URL}/diagnostics.md#${code.toLowerCase()}`;
}

/** Where the page of drift rules tells of one. */
export function docsOfRule(rule: string): string {
  return `${DOCS_URL}/drift-rules.md#${rule}`;
}
