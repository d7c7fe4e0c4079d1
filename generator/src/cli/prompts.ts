import type { Writable } from 'node:stream';
import type { CommandContext } from './command.ts';
import { diagnose, DiagnosticError } from '../diagnostics/diagnostic.ts';

export interface TextQuestion {
  readonly message: string;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
  /** What stands there to begin with. */
  readonly initial?: string;
  /** What is wrong with an answer; `undefined` takes it. */
  readonly problem?: (answer: string) => string | undefined;
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
}

/** Questions on a terminal. Ctrl-C or Escape at any of them ends the run, as a signal would. Texts from elsewhere come here escaped. */
export interface Prompts {
  text(question: TextQuestion): Promise<string>;
  /** Nothing that is typed is shown. */
  secret(question: Pick<TextQuestion, 'message'>): Promise<string>;
  confirm(message: string, initial?: boolean): Promise<boolean>;
  choose<T extends string>(message: string, choices: readonly Choice<T>[], initial?: T): Promise<T>;
  /** Something to read between two questions. */
  say(text: string, title?: string): void;
}

/**
 * @param insteadOf what to type where nobody can be asked.
 * @throws {DiagnosticError} when there is no terminal.
 */
export async function openPrompts({ terminal, signal, colors }: CommandContext, insteadOf: string): Promise<Prompts> {
  if (terminal === undefined) throw new DiagnosticError(diagnose('terminal-needed', { fix: insteadOf }));
  const clack = await import('@clack/prompts');
  const { input } = terminal;
  const output = colors.isColorSupported ? terminal.output : withoutColors(terminal.output);
  const common = { input, output, signal };
  const answered = <T>(answer: T | typeof clack.CANCEL_SYMBOL): T => {
    if (!isAnswer(answer)) {
      terminal.interrupt();
      signal.throwIfAborted();
      throw new Error('interrupted');
    }
    return answer;
  };
  const isAnswer = <T>(answer: T | typeof clack.CANCEL_SYMBOL): answer is T => !clack.isCancel(answer);
  return {
    text: async ({ message, placeholder, initial, problem }) => {
      const options = {
        ...common,
        message,
        ...(placeholder === undefined ? {} : { placeholder }),
        ...(initial === undefined ? {} : { initialValue: initial }),
        validate: (answer: string | undefined) => problem?.(answer ?? ''),
      };
      return answered(await clack.text(options)) ?? '';
    },
    secret: async ({ message }) => answered(await clack.password({ ...common, message })) ?? '',
    confirm: async (message, initial = true) => answered(await clack.confirm({ ...common, message, initialValue: initial })),
    choose: async <T extends string>(message: string, choices: readonly Choice<T>[], initial?: T) => {
      const options = choices.map(({ value, label, hint }) => ({ value: value as string, label, ...(hint === undefined ? {} : { hint }) }));
      const given = answered(
        await clack.select<string>({ ...common, message, options, ...(initial === undefined ? {} : { initialValue: initial }) }),
      );
      return given as T; // one of the choices
    },
    say: (text, title) => clack.note(text, title, { output }),
  };
}

/** The same stream, where NO_COLOR or --no-color was said: clack knows of neither. Its cursor still moves. */
function withoutColors(output: Writable): Writable {
  // oxlint-disable-next-line no-control-regex -- an escape is what it looks for
  const write = (text: string): boolean => output.write(text.replaceAll(/\u001b\[[0-9;]*m/g, ''));
  return Object.create(output, { write: { value: write } }) as Writable; // the very stream, but for that method
}
