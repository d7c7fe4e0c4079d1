import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startLocalOperator, type LocalOperator } from '@opus-codegen/local-operator';
import { createLinkedProject, repositoryRoot } from '../../project/linked-project.ts';
import { readWorkflowFile, workflowIds, type WorkflowKey } from '../../workflows/workflows.ts';
import type { ShellCommand } from '../pages/shell.ts';
import { beginServing, opusCodegen, otherProgram, type Ended, type Going } from './programs.ts';

/** A reader's machine: a project with our packages in it, and a service its commands reach. */
export interface Stage extends AsyncDisposable {
  readonly folder: string;
  readonly operator: LocalOperator;
  write(path: string, text: string): void;
  /** Runs a command. */
  type(command: Pick<ShellCommand, 'words'> & Partial<ShellCommand>): Promise<Typed>;
}

export interface Typed {
  /** What is left on a reader's screen. */
  readonly screen: string;
  readonly exitCode: number;
}

export interface StageOptions {
  /** The workflows the service knows, whose address and key are in the environment. None: the page brings a service of its own. */
  readonly served: readonly WorkflowKey[];
  /** Begin with nothing but our packages. */
  readonly isEmpty?: boolean | undefined;
}

export async function openStage({ served, isEmpty = false }: StageOptions): Promise<Stage> {
  const operator = await startLocalOperator({
    workflows: served.map((key) => ({ id: workflowIds[key], schema: readWorkflowFile(key) })),
  });
  const project = createLinkedProject('walk', isEmpty ? undefined : join(repositoryRoot, 'test/docs/walk/project'));
  const { folder } = project;
  project.link('typescript');
  const env: Record<string, string> = served.length === 0 ? {} : { OPUS_BASE_URL: operator.baseUrl, OPUS_SERVICE_KEY: operator.serviceKey };
  const going: Going[] = [];
  const begin = async (args: readonly string[], around: { readonly cwd: string; readonly env: typeof env }): Promise<Ended> => {
    const one = await beginServing(args, around);
    going.push(one);
    return one.begun;
  };
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  return {
    folder,
    operator,
    write,
    async type({ words, env: own, redirect }) {
      const [program = '', ...args] = words[0] === 'npx' ? words.slice(1) : words;
      const around = { cwd: folder, env: { ...env, ...own } };
      const isOurs = program === 'opus-codegen';
      const ended =
        isOurs && args[0] === 'serve' ? begin(args, around) : isOurs ? opusCodegen(args, around) : otherProgram(program, args, around);
      const { stdout, screen, exitCode } = await ended;
      if (redirect === undefined) return { screen: asShown(screen, folder), exitCode };
      write(redirect, stdout);
      // What went into the file is not on the screen.
      return { screen: asShown(screen.replace(stdout, ''), folder), exitCode };
    },
    async [Symbol.asyncDispose]() {
      for (const one of going) await one[Symbol.asyncDispose]();
      project[Symbol.dispose]();
      await operator.close();
    },
  };
}

/** Under names a reader knows. */
function asShown(text: string, folder: string): string {
  let ports = 4009;
  const known = new Map<string, number>();
  return (
    shortened(text)
      .replaceAll(folder, '/home/you/invoices')
      .replaceAll(process.versions.node, '24.12.0')
      // How long it took, of a batch.
      .replaceAll(/\(\d+ s, [\d.]+\/(?:s|min)\)/g, '(2 s, 1.0/s)')
      .replaceAll(/\(\d+ s\)/g, '(1 s)')
      .replaceAll(/(?<=http:\/\/127\.0\.0\.1:)\d+/g, (port) => {
        if (!known.has(port)) known.set(port, ++ports);
        return String(known.get(port));
      })
  );
}

/** What Node.js prints of an uncaught error, without where in Node.js, where in us, and the error's fields. */
function shortened(text: string): string {
  return text
    .replace(/^(?:node:|file:|\/).*\n(?:.*\n){1,4}?\n(?=\w+Error: )/m, '')
    .replace(/(?:^ {4}at .*\n)+(?:.*\n)*?\nNode\.js v.*\n$/m, '    …\n');
}
