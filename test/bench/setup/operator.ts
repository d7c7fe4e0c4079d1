import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A local operator in a process of its own. Ends when disposed, and with this process. */
export interface OperatorProcess extends Disposable {
  /** What a client needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** @param delayMs how long each workflow is kept before it is sent. */
export async function startOperatorProcess(count: number, delayMs: number): Promise<OperatorProcess> {
  const script = join(import.meta.dirname, 'operator-process.ts');
  const child = spawn(process.execPath, [script, String(count), String(delayMs)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line]: unknown[] = await once(child.stdout.setEncoding('utf8'), 'data');
  const { baseUrl, serviceKey } = JSON.parse(String(line)) as { readonly baseUrl: string; readonly serviceKey: string }; // as it prints
  return {
    env: { OPUS_BASE_URL: baseUrl, OPUS_SERVICE_KEY: serviceKey },
    [Symbol.dispose]: () => void child.stdin.end(),
  };
}
