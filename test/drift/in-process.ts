import { run } from '../../generator/src/cli/run.ts';

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command in this process, told not to wait before it asks again for a schema that looks cut short. */
export async function opusCodegen(cwd: string, argv: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  const exitCode = await run({
    argv,
    cwd,
    env,
    version: '0.0.0',
    today: '2026-05-04',
    runId: 'pairs',
    signal: new AbortController().signal,
    sleep: async () => {},
    stdout: { isTty: false, write: (text) => void (texts.stdout += text) },
    stderr: { isTty: false, write: (text) => void (texts.stderr += text) },
  });
  return { exitCode, ...texts };
}
