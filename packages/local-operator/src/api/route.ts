import type { OperatorCall } from '../calls.ts';

export type ApiCall = Exclude<OperatorCall, 'put'>;

export interface Route {
  readonly call: ApiCall;
  readonly id: string;
}

const ROUTES: readonly (readonly [method: string, path: RegExp, call: ApiCall])[] = [
  ['GET', /^\/workflow\/([^/]+)$/, 'getWorkflow'],
  ['POST', /^\/job\/initiate$/, 'initiate'],
  ['POST', /^\/job\/file\/upload$/, 'uploadUrl'],
  ['POST', /^\/job\/execute$/, 'execute'],
  ['GET', /^\/job\/([^/]+)\/status$/, 'status'],
  ['GET', /^\/job\/([^/]+)\/results$/, 'results'],
  ['GET', /^\/job\/([^/]+)\/audit$/, 'audit'],
];

/** The call a request line means. The path is matched as sent: nothing is resolved or decoded first, so `..` leads nowhere. */
export function routeOf(method: string, path: string): Route | undefined {
  for (const [routeMethod, pattern, call] of ROUTES) {
    const match = method === routeMethod ? pattern.exec(path) : null;
    if (match === null) continue;
    const id = decoded(match[1] ?? '');
    return id === undefined ? undefined : { call, id };
  }
  return undefined;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
