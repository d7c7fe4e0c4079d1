import { Command as Commander, CommanderError, Help, InvalidArgumentError, Option } from 'commander';
import { resolve } from 'node:path';
import type { CommandContext, CommandResult, CommonOptions, Command, OutputFormat } from './command.ts';
import { CHECK_FORMATS, DIFF_FORMATS, EXPORT_FORMATS } from './formats.ts';
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
    .option('--quiet', 'no progress, and no text but errors', false)
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
  const add = (command: Commander, load: () => Promise<Command<never>>, formats: readonly OutputFormat[] = ['text', 'json']): void => {
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
  add(
    program
      .command('check')
      .description('whether config, lockfile, files and service agree; repairs nothing')
      .addOption(new Option('--remote <when>', 'ask the service').choices(['required', 'auto', 'off']).default('required'))
      .addOption(new Option('--offline', 'the same as --remote off: opens no socket').implies({ remote: 'off' }))
      .addOption(new Option('--fail-on <level>', 'the least drift that fails').choices(['breaking', 'warning', 'info']))
      .addOption(
        new Option('--report <format=path>', 'also write a report to a file; repeatable, one fetch for all')
          .argParser(collect)
          .default([], 'none'),
      )
      .option('--impact', 'also tell what stops compiling in your code', false)
      .option('--tsconfig <path>', 'the project --impact compiles; the nearest by default')
      .addHelpText('after', `\n--report takes the formats of --format. GITHUB_STEP_SUMMARY, where set, gets the markdown report.`)
      .addHelpText('after', examples('opus-codegen check --impact --report sarif=reports/drift.sarif', 'opus-codegen check --offline')),
    async () => (await import('./commands/check.ts')).check,
    CHECK_FORMATS,
  );
  add(
    program
      .command('diff')
      .description('what changed since the lockfile, for people; writes nothing')
      .option('--from <lockfile>', 'compare an older lockfile with the one of today, without the network')
      .option('--impact', 'also tell what stops compiling in your code', false)
      .option('--tsconfig <path>', 'the project --impact compiles; the nearest by default')
      .addHelpText(
        'after',
        '\nEnds with 0 when it could look, whatever changed; with 30 or 31 when it could not. To fail on drift, use check.',
      )
      .addHelpText(
        'after',
        examples('opus-codegen diff --format markdown', 'git show main:opus.lock.json > old.json && opus-codegen diff --from old.json'),
      ),
    async () => (await import('./commands/diff.ts')).diff,
    DIFF_FORMATS,
  );
  add(
    program
      .command('accept')
      .description('let check go on in spite of a finding, for a while; recorded in opus.drift.json')
      .argument('[rule]', 'as the check told it: variable-removed')
      .argument('[place]', 'as the check told it: invoice.inputs.poNumber')
      .option('--all', 'every finding of the report', false)
      .option('--from <report>', 'the json report of a check, which says what was found')
      .option('--fingerprint <fingerprint>', 'of the finding, in place of a report')
      .option('--reason <text>', 'why (required)')
      .option('--owner <name>', 'who answers for it (required)')
      .option('--until <day>', 'the last day it holds, as 2026-12-31 (required; at most 90 days for breaking drift)')
      .addHelpText(
        'after',
        `
Asks nobody: what was found is read from the report that \`opus-codegen check --report json=drift.json\` wrote, or from the printed
\`check --format json\`. An acceptance holds for that very change: another change at the same place counts again, and so does this one
after the day named. It quiets check only; the guard before a run minds the drift all the same.`,
      )
      .addHelpText(
        'after',
        examples(
          'opus-codegen accept variable-removed invoice.inputs.poNumber --from drift.json --reason "ships Friday" --owner kim --until 2026-12-31',
          'opus-codegen accept --all --from drift.json --reason "migration" --owner ap-team --until 2026-12-31',
        ),
      ),
    async () => (await import('./commands/accept.ts')).accept,
  );
  add(
    program
      .command('rules')
      .description('the rules of drift, with the level of each')
      .addHelpText('after', examples('opus-codegen rules', 'opus-codegen rules --format json')),
    async () => (await import('./commands/rules.ts')).rules,
  );
  add(
    program
      .command('explain')
      .description('what a rule of drift means, with an example, and what to do')
      .argument('<rule>', 'the id of a rule: variable-removed')
      .addHelpText('after', examples('opus-codegen explain variable-removed', 'opus-codegen explain type-changed --format json')),
    async () => (await import('./commands/explain.ts')).explain,
  );
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

  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    // What is no command goes to the default one, which then has an argument too many.
    const typed = error instanceof CommanderError && error.code === 'commander.excessArguments' ? program.args[0] : undefined;
    const names = program.commands.map((command) => command.name());
    if (typed === undefined || names.includes(typed)) throw error;
    const meant = closest(typed, names);
    const hint = meant === undefined ? `Commands: ${names.join(', ')}.` : `Did you mean ${meant}?`;
    throw new CommanderError(2, 'commander.unknownCommand', `error: unknown command '${typed}'\n(${hint})`);
  }
  return invocation;
}

const FORMAT_HELP = 'of what goes to stdout';

/** The common flags. `--format` is the same word everywhere, and each command has formats of its own; the first of them is its default. */
function commonOf(flags: RawFlags, cwd: string, formats: readonly OutputFormat[]): CommonOptions & { readonly color: boolean } {
  const asked = flags.format ?? formats[0];
  const format = formats.find((known) => known === asked);
  if (format === undefined) {
    const message = `error: option '--format <format>' argument '${asked}' is invalid. Allowed choices are ${formats.join(', ')}.`;
    throw new CommanderError(2, 'commander.invalidArgument', message);
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

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function collectList(value: string, before: readonly string[] | undefined): readonly string[] {
  const keys = value
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  if (keys.length === 0) throw new InvalidArgumentError('It names no workflow.');
  return [...(before ?? []), ...keys];
}

function examples(...lines: readonly [string, string]): string {
  return `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
}
