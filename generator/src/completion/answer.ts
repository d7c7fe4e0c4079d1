import type { CommandModel, OptionModel, ProgramModel, ValueModel } from './program-model.ts';

export interface Suggestion {
  /** In place of the whole word that is being typed. */
  readonly word: string;
  readonly description: string;
}

/** What may come next; or that it is a file, which shells know better. */
export type Answer = { readonly kind: 'words'; readonly suggestions: readonly Suggestion[] } | { readonly kind: 'files' };

/** What only the project or another package knows, looked up when it is asked for. */
export interface Sources {
  /** Keys of the configs that words so far name. */
  keys(options: { readonly config: readonly string[]; readonly cwd?: string | undefined }): Promise<readonly string[]>;
  rules(): Promise<readonly string[]>;
  /** Everything that `explain` explains. */
  explained(): Promise<readonly string[]>;
}

/** Names of placeholders behind which a path is meant. */
const PATHS: ReadonlySet<string> = new Set(['path', 'file', 'folder', 'lockfile', 'report', 'output', 'format=path', 'name=path']);

/** Completes a command line: the words typed behind the program's name, the last of which is being typed and may be empty. */
export async function answer(program: ProgramModel, words: readonly string[], sources: Sources): Promise<Answer> {
  const current = words.at(-1) ?? '';
  const line = readLine(program, words.slice(0, -1));
  const options = [...line.command.options, ...program.commonOptions];
  const suggest = (value: ValueModel, prefix: string): Promise<Answer> =>
    valuesOf(value, prefix, current.slice(prefix.length), line, sources);

  if (line.pending?.value !== undefined) return await suggest(line.pending.value, '');
  const [, name, glued] = /^(--[^=]+)(=)/.exec(current) ?? [];
  if (name !== undefined && glued !== undefined) {
    const value = options.find((option) => option.name === name)?.value;
    return value === undefined ? { kind: 'words', suggestions: [] } : await suggest(value, `${name}=`);
  }
  if (current.startsWith('-')) {
    const open = options.filter((option) => option.isRepeatable || !line.given.has(option.name));
    return matching(
      open.map((option) => ({ word: option.name, description: option.description })),
      current,
    );
  }
  if (!line.isNamed && line.operandCount === 0) {
    return matching(
      program.commands.map((command) => ({ word: command.name, description: command.description })),
      current,
    );
  }
  const { parameters, takesMore } = line.command;
  const parameter = parameters[line.operandCount] ?? (takesMore ? parameters.at(-1) : undefined);
  return parameter === undefined ? { kind: 'words', suggestions: [] } : await suggest(parameter, '');
}

/** What the words before the one being typed amount to. */
interface Line {
  readonly command: CommandModel;
  /** Whether the command was typed, and is not just the default. */
  readonly isNamed: boolean;
  /** How many words belong to the command that are no options. */
  readonly operandCount: number;
  readonly given: ReadonlySet<string>;
  /** The option whose value comes next. */
  readonly pending?: OptionModel | undefined;
  readonly config: readonly string[];
  readonly cwd?: string | undefined;
}

function readLine(program: ProgramModel, words: readonly string[]): Line {
  let command: CommandModel | undefined;
  let operandCount = 0;
  let pending: OptionModel | undefined;
  const given = new Map<string, string[]>();
  for (const word of words) {
    if (pending !== undefined) {
      given.get(pending.name)?.push(word);
      pending = undefined;
    } else if (word.startsWith('-')) {
      const [name = '', value] = word.split(/=(.*)/s);
      const option = [...(command ?? program.defaultCommand).options, ...program.commonOptions].find((one) => one.name === name);
      if (option === undefined) continue;
      given.set(name, [...(given.get(name) ?? []), ...(value === undefined ? [] : [value])]);
      if (option.value !== undefined && value === undefined) pending = option;
    } else {
      const named = command === undefined && operandCount === 0 ? program.commands.find(({ name }) => name === word) : undefined;
      if (named === undefined) operandCount += 1;
      else command = named;
    }
  }
  return {
    command: command ?? program.defaultCommand,
    isNamed: command !== undefined,
    operandCount,
    given: new Set(given.keys()),
    pending,
    config: given.get('--config') ?? [],
    cwd: given.get('--cwd')?.at(-1),
  };
}

async function valuesOf(
  { placeholder, choices }: ValueModel,
  prefix: string,
  typed: string,
  line: Line,
  sources: Sources,
): Promise<Answer> {
  const words = (values: readonly string[], before = ''): Answer =>
    matching(
      values.map((value) => ({ word: `${prefix}${before}${value}`, description: '' })),
      `${prefix}${typed}`,
    );
  if (choices !== undefined) return words(choices);
  if (placeholder === 'key') {
    const keys = await sources.keys(line);
    // `--filter` takes a list.
    const before = typed.slice(0, typed.lastIndexOf(',') + 1);
    const there = before.split(',');
    return words(
      keys.filter((key) => !there.includes(key)),
      before,
    );
  }
  if (placeholder === 'rule') return words(await sources.rules());
  if (placeholder === 'what') return words(await sources.explained());
  return PATHS.has(placeholder) ? { kind: 'files' } : { kind: 'words', suggestions: [] };
}

function matching(suggestions: readonly Suggestion[], typed: string): Answer {
  return { kind: 'words', suggestions: suggestions.filter(({ word }) => word.startsWith(typed)) };
}
