import { Command as Commander, CommanderError, Help, Option } from 'commander';
import { resolve } from 'node:path';
import type { CommandContext, CommandResult, CommonOptions, Command, OutputFormat } from './command.ts';
import { declareDriftCommands } from './drift-commands.ts';
import { EXPORT_FORMATS } from './formats.ts';
import { declareJobCommands } from './job-commands.ts';
import { collect, collectList, examples, type AddCommand } from './option-values.ts';
import { declareProjectCommands } from './project-commands.ts';
import { declareServiceCommands } from './service-commands.ts';
import { closest } from '../config/closest.ts';

/** What the command line asked for, ready to run. */
export interface Invocation {
  readonly command: string;
  readonly common: CommonOptions & { readonly color: boolean };
  readonly run: (context: CommandContext) => Promise<CommandResult>;
}

export interface ProgramOptions {
  readonly version: string;
  /** Where `--cwd` starts at. */
  readonly cwd: string;
  readonly write: (text: string) => void;
}

/** Flags as commander hands them over: the common ones, and whatever the command has of its own. */
type RawFlags = Record<string, unknown> & { cwd: string; format?: string; quiet: boolean; verbose: boolean; color: boolean };

/**
 * Reads the command line. Nothing runs yet; `undefined` when help or the version was asked for and written.
 *
 * @throws {CommanderError} when it cannot be understood.
 */
export async function readCommandLine(argv: readonly string[], options: ProgramOptions): Promise<Invocation | undefined> {
  let invocation: Invocation | undefined;
  const formatsOf = new Map<Commander, readonly OutputFormat[]>();
  const program = new Commander('opus-codegen')
    .description('Typed functions for Opus workflows, generated from their live schemas.')
    .version(options.version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addOption(new Option('--config <path>', 'config file, or the folder it is in; repeatable').argParser(collect))
    .option('--cwd <folder>', 'where to look for opus.config.* from, upward', '.')
    .addOption(new Option('--filter <key>', 'only this workflow; repeatable, or a list with commas').argParser(collectList))
    .addOption(new Option('--format <format>', FORMAT_HELP))
    .option('--quiet', 'only what was asked for, and errors', false)
    .option('--verbose', 'more progress, notes, and stacks', false)
    .option('--no-color', 'no colours')
    .configureHelp({
      showGlobalOptions: true,
      sortSubcommands: false,
      // Each command's help names the formats it knows itself.
      visibleGlobalOptions(command) {
        const own = formatsOf.get(command);
        return Help.prototype.visibleGlobalOptions
          .call(this, command)
          .map((option) =>
            own === undefined || option.long !== '--format' ? option : new Option(option.flags, FORMAT_HELP).choices(own).default(own[0]),
          );
      },
    })
    .showSuggestionAfterError(true)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: options.write, writeErr: () => {} })
    .addHelpText('after', examples('opus-codegen', 'opus-codegen check --offline'));

  // The flags a command declares below are exactly the ones its function takes.
  const add: AddCommand = (command, load, formats = ['text', 'json']) => {
    formatsOf.set(command, formats);
    command.allowExcessArguments(false).action(async (...given: readonly unknown[]) => {
      // Whatever arguments a command takes come first, itself last.
      const self = given.at(-1) as Commander;
      const flags = self.optsWithGlobals<RawFlags>();
      const common = commonOf(flags, options.cwd, formats);
      const run = (await load()) as Command<{ readonly args: readonly string[] }>;
      invocation = { command: command.name(), common, run: (context) => run({ ...flags, ...common, args: self.args }, context) };
    });
  };

  declareProjectCommands(program, add);
  add(
    program
      .command('generate', { isDefault: true })
      .description('read the workflows and write their typed functions (the default)')
      .addOption(new Option('--frozen', 'from the lockfile alone, without the network').default(false).conflicts('prune'))
      .option('--dry-run', 'print what would be done and touch nothing', false)
      .option('--force', 'overwrite generated files that were edited by hand', false)
      .option('--prune', 'drop inputs that are kept as removed', false)
      .addHelpText('after', examples('opus-codegen generate --filter invoice', 'opus-codegen generate --frozen')),
    async () => (await import('./commands/generate.ts')).generate,
  );
  add(
    program
      .command('pull')
      .description('read the workflows into the lockfile, and write no code')
      .option('--dry-run', 'print what would be done and touch nothing', false)
      .option('--prune', 'drop inputs that are kept as removed', false)
      .addHelpText('after', examples('opus-codegen pull', 'opus-codegen pull --filter invoice,vendorCheck')),
    async () => (await import('./commands/generate.ts')).pull,
  );
  declareDriftCommands(program, add);
  declareJobCommands(program, add);
  add(
    program
      .command('export')
      .description('the types of the workflows as OpenAPI 3.1 or JSON Schema, from the lockfile')
      .option('--out <file>', 'write it there instead of to stdout')
      .addHelpText(
        'after',
        examples('opus-codegen export --out opus.openapi.json', 'opus-codegen export --format json-schema --filter invoice'),
      ),
    async () => (await import('./commands/export.ts')).exportSchemas,
    EXPORT_FORMATS,
  );
  add(
    program
      .command('list')
      .description('the workflows with their inputs and outputs, as generated')
      .addHelpText('after', examples('opus-codegen list', 'opus-codegen list --format json --filter invoice')),
    async () => (await import('./commands/list.ts')).list,
  );
  declareServiceCommands(program, add);

  add(
    program
      .command('complete', { hidden: true })
      .description('what the scripts of completion ask')
      .argument('<shell>')
      .argument('[words...]'),
    async () =>
      (await import('./commands/complete.ts')).completeOver((await import('./program-model.ts')).programModel(program, formatsOf)),
  );

  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    const typed = error instanceof CommanderError ? wordInPlaceOfCommand(error, program.args) : undefined;
    const names = program.commands.map((command) => command.name()).filter((name) => name !== 'complete');
    if (typed === undefined || names.includes(typed)) {
      throw withHelpOf(
        argv.find((word) => names.includes(word)),
        withMeantChoice(error),
      );
    }
    const meant = closest(typed, names);
    const hint = meant === undefined ? `Commands: ${names.join(', ')}.` : `Did you mean ${meant}?`;
    throw new CommanderError(2, 'commander.unknownCommand', `error: unknown command '${typed}'\n(${hint})`);
  }
  return invocation;
}

/** What somebody may have typed for a command that does not exist. */
function wordInPlaceOfCommand({ code, exitCode }: CommanderError, args: readonly string[]): string | undefined {
  // It goes to the default command, which then has an argument too many.
  if (code === 'commander.excessArguments') return args[0];
  // `help` of it is written nowhere, with this.
  return code === 'commander.help' && exitCode !== 0 ? args[args.indexOf('help') + 1] : undefined;
}

const FORMAT_HELP = 'of what goes to stdout';

/** The common flags. `--format` is the same word everywhere, and each command has formats of its own; the first of them is its default. */
function commonOf(flags: RawFlags, cwd: string, formats: readonly OutputFormat[]): CommonOptions & { readonly color: boolean } {
  const asked = flags.format ?? formats[0];
  const format = formats.find((known) => known === asked);
  if (format === undefined) {
    const message = `error: option '--format <format>' argument '${asked}' is invalid. Allowed choices are ${formats.join(', ')}.`;
    throw withMeantChoice(new CommanderError(2, 'commander.invalidArgument', message));
  }
  return {
    config: texts(flags['config']),
    filter: texts(flags['filter']),
    cwd: resolve(cwd, flags.cwd),
    format,
    quiet: flags.quiet,
    verbose: flags.verbose,
    color: flags.color,
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Where nothing was meant that is known, the help of the command that was typed tells what it takes. */
function withHelpOf(command: string | undefined, error: unknown): unknown {
  if (command === undefined || !(error instanceof CommanderError) || error.exitCode === 0 || error.message.includes('\n(')) return error;
  return new CommanderError(error.exitCode, error.code, `${error.message}\n(See \`opus-codegen ${command} --help\`.)`);
}

/** Commander says which choices there are; we say which one was meant. */
function withMeantChoice(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error;
  const [, typed, choices] =
    /(?:argument|value) '([^']*)' is invalid(?: for argument '[^']*')?\. Allowed choices are (.*)\.$/.exec(error.message) ?? [];
  const meant = typed === undefined || choices === undefined ? undefined : closest(typed, choices.split(', '));
  return meant === undefined ? error : new CommanderError(error.exitCode, error.code, `${error.message}\n(Did you mean ${meant}?)`);
}
