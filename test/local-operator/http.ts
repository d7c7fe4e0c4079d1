/**
 * Two ways to speak HTTP that share no code with this product: the real `curl`, where there is one, and Node's own fetch. What the runbook's
 * commands do, these do.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';

export interface Exchange {
  readonly status: number;
  readonly body: string;
}

export interface Speaker {
  readonly name: string;
  /** `bodyFile` is sent as raw bytes, `json` as text. */
  send(request: Sent): Promise<Exchange>;
}

export interface Sent {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers?: readonly string[];
  readonly json?: unknown;
  readonly bodyFile?: string;
}

const curlVersion = spawnSync('curl', ['--version'], { encoding: 'utf8' }).stdout?.split(' (')[0];

/** curl when this machine has one, and fetch in any case. */
export const speakers: readonly Speaker[] = [...(curlVersion === undefined ? [] : [curlSpeaker(curlVersion)]), fetchSpeaker()];

function curlSpeaker(name: string): Speaker {
  return {
    name,
    send: async ({ method, url, headers = [], json, bodyFile }) => {
      const out = await run('curl', [
        // Nobody's .curlrc or proxy has a say in this.
        '--disable',
        '--noproxy',
        '*',
        '--silent',
        '--show-error',
        '--max-time',
        '20',
        '--request',
        method,
        ...headers.flatMap((header) => ['--header', header]),
        ...(json === undefined ? [] : ['--header', 'Content-Type: application/json', '--data', JSON.stringify(json)]),
        ...(bodyFile === undefined ? [] : ['--data-binary', `@${bodyFile}`]),
        '--write-out',
        '\n%{http_code}',
        url,
      ]);
      const end = out.lastIndexOf('\n');
      return { status: Number(out.slice(end + 1)), body: out.slice(0, end) };
    },
  };
}

function fetchSpeaker(): Speaker {
  return {
    name: 'fetch',
    send: async ({ method, url, headers = [], json, bodyFile }) => {
      const body = bodyFile === undefined ? json && JSON.stringify(json) : await readFile(bodyFile);
      const response = await fetch(url, {
        method,
        headers: [
          ...headers.map((header): [string, string] => [
            header.slice(0, header.indexOf(':')),
            header.slice(header.indexOf(':') + 1).trim(),
          ]),
          ...(json === undefined ? [] : [['Content-Type', 'application/json'] satisfies [string, string]]),
        ],
        ...(body === undefined ? {} : { body: body as BodyInit }), // text or bytes
      });
      return { status: response.status, body: await response.text() };
    },
  };
}

function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else reject(new Error(`${command} ended with ${code}: ${Buffer.concat(err).toString('utf8')}`));
    });
  });
}
