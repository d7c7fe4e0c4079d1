import { shownPath } from '../paths/shown-path.ts';

export interface CommandPlace {
  readonly config: readonly string[];
  readonly cwd: string;
  /** Where the command was typed. */
  readonly shellCwd: string;
}

/** The command that takes a job up again, to be typed where this one was. */
export function resumeCommand(key: string, jobExecutionId: string, { config, cwd, shellCwd }: CommandPlace): string {
  return [
    'opus-codegen run',
    key,
    `--job ${shellWord(jobExecutionId)}`,
    ...(cwd === shellCwd ? [] : [`--cwd ${shellWord(shownPath(shellCwd, cwd))}`]),
    ...config.map((path) => `--config ${shellWord(path)}`),
  ].join(' ');
}

/** The id comes from the service: pasted into a shell it must be one word and nothing more. */
function shellWord(text: string): string {
  return /^[\w@%+:,./-]+$/.test(text) && !text.startsWith('-') ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
