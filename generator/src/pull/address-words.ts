import { isLoopbackUrl } from '../config/base-url.ts';

/** What is the matter where a service of this very machine does not answer. */
export type LocalTrouble = 'nobody-listens' | 'key-refused';

/**
 * What most probably went wrong where the address is this machine's own: then it is `serve` that is meant, and neither network nor expiry. `undefined` for
 * any other address. Pure.
 */
export function localHint(trouble: LocalTrouble, baseUrl: string, serviceKeyEnv: string): string | undefined {
  if (!isLoopbackUrl(baseUrl)) return undefined;
  switch (trouble) {
    case 'nobody-listens':
      return `Nobody listens there: start \`opus-codegen serve\`, or correct the address (OPUS_BASE_URL in the environment or .env, else \`baseUrl\`).`;
    case 'key-refused':
      return `\`opus-codegen serve\` has another key each time it starts: write the one it prints into .env as ${serviceKeyEnv}.`;
    default:
      return trouble satisfies never;
  }
}

/** A message of the runtime with the address in front of its path: where nobody answered, or somebody else, that says most. Pure. */
export function withAddress(message: string, baseUrl: string): string {
  return message.replace(/^(GET|POST) \//, (_, method: string) => `${method} ${baseUrl}/`);
}

/** Whether a message of the runtime says that an address is there and nobody listens. Pure. */
export function isNobodyListening(message: string): boolean {
  return message.includes('(ECONNREFUSED)');
}
