import { spawn } from 'node:child_process';

/** The language server of TypeScript 5.9, as editors start it. */
export interface TsServer extends Disposable {
  /** Sends a request and resolves with its answer. Opening a file, which has none, resolves at once. */
  request(command: string, args: object): Promise<unknown>;
  notify(command: string, args: object): void;
}

export function startTsServer(path: string): TsServer {
  const child = spawn(process.execPath, [path, '--disableAutomaticTypingAcquisition', '--suppressDiagnosticEvents'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let seq = 0;
  let buffer = '';
  const waiting = new Map<number, { resolve: (body: unknown) => void; reject: (error: Error) => void }>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    buffer += text;
    // A header and one line of JSON a message; only whole lines are read.
    const lines = buffer.split('\n');
    buffer = lines.pop() ?? '';
    for (const line of lines.filter((one) => one.startsWith('{'))) {
      const message = JSON.parse(line) as Message; // TypeScript's own protocol
      if (message.type !== 'response') continue;
      const asked = waiting.get(message.request_seq);
      waiting.delete(message.request_seq);
      if (message.success) asked?.resolve(message.body);
      else asked?.reject(new Error(message.message));
    }
  });
  child.on('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`tsserver ended with ${code}`));
  });
  const send = (command: string, args: object): number => {
    seq += 1;
    child.stdin.write(`${JSON.stringify({ seq, type: 'request', command, arguments: args })}\n`);
    return seq;
  };
  return {
    notify: (command, args) => void send(command, args),
    request: (command, args) =>
      new Promise((resolve, reject) => {
        waiting.set(send(command, args), { resolve, reject });
      }),
    [Symbol.dispose]: () => void child.kill(),
  };
}

interface Message {
  readonly type: string;
  readonly request_seq: number;
  readonly success: boolean;
  readonly message?: string;
  readonly body?: unknown;
}
