import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A local operator in a process of its own. Ends when disposed, and with this process. */
export interface OperatorProcess extends Disposable {
  /** What a client needs in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What it has done since its start. */
  work(): Promise<OperatorWork>;
}

export interface OperatorWork {
  readonly cpuMs: number;
  /** Requests received, by call. */
  readonly requests: Readonly<Record<string, number>>;
}

/** @param delayMs how long each workflow is kept before it is sent. */
export async function startOperatorProcess(count: number, delayMs: number): Promise<OperatorProcess> {
  const script = join(import.meta.dirname, 'operator-process.ts');
  const child = spawn(process.execPath, [script, String(count), String(delayMs)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => {
    const { done, value } = await lines.next();
    if (done === true) throw new Error('the local operator ended');
    return value;
  };
  const { baseUrl, serviceKey } = JSON.parse(await nextLine()) as { readonly baseUrl: string; readonly serviceKey: string }; // as it prints
  return {
    env: { OPUS_BASE_URL: baseUrl, OPUS_SERVICE_KEY: serviceKey },
    async work() {
      child.stdin.write('\n');
      return JSON.parse(await nextLine()) as OperatorWork; // as it prints
    },
    [Symbol.dispose]: () => void child.stdin.end(),
  };
}
