import { InvalidArgumentError, Option, type Command as Commander } from 'commander';
import { collect, durationMs, examples, type AddCommand } from './option-values.ts';
import { BATCH_FLAGS } from '../run/run-flags.ts';

const INPUT_FLAGS = ['input', 'set', 'file'] as const;
const START_FLAGS = ['title', 'description', 'drift', 'accessScope', 'dryRun'] as const;

/** The command that runs jobs. The flags it declares are exactly the ones its function takes. */
export function declareJobCommands(program: Commander, add: AddCommand): void {
  add(
    program
      .command('run')
      .description('run a workflow: one job, or one for each row of a file; typed and checked by the lockfile')
      .argument('<key>', 'of the workflow in the config')
      .addOption(new Option('--input <file>', 'the input as JSON, by TypeScript names; - for stdin'))
      .addOption(several('--set <name=value>', 'one value, read by its declared type; repeatable'))
      .addOption(several('--file <name=path>', 'one file; repeatable, several for a list of files'))
      .option('--title <text>', "the job's title on the platform; of a batch, each with its run key")
      .option('--description <text>', "the job's description on the platform")
      .addOption(
        new Option('--timeout <duration>', 'how long to wait for the end: 90s, 30m, 2h, none')
          .argParser(durationMs)
          .default(3_600_000, '1h'),
      )
      .option('--no-wait', 'end as soon as the job is executed; with --job: look once')
      .addOption(new Option('--drift <mode>', 'when the live schema differs').choices(['adapt', 'strict', 'off']).default('adapt'))
      .addOption(
        new Option('--access-scope <scope>', 'who may open uploaded files')
          .choices(['all', 'user', 'workspace', 'organization'])
          .default('workspace'),
      )
      .option('--dry-run', 'check the input and send nothing', false)
      .addOption(
        new Option('--job <id>', 'take up a job that exists: wait for its result').conflicts([
          'batch',
          ...BATCH_FLAGS,
          ...INPUT_FLAGS,
          ...START_FLAGS,
        ]),
      )
      .addOption(new Option('--batch <file>', 'one job for each row of a .csv, .tsv or .jsonl file').conflicts([...INPUT_FLAGS, 'wait']))
      .option('--out <file>', 'where a batch writes its results, as JSON Lines')
      .option('--journal <file>', 'what a batch remembers its jobs by; <out>.journal by default')
      .addOption(new Option('--concurrency <count>', 'jobs of a batch at a time; 4 by default').argParser(count))
      .option('--key <column>', 'the column of a batch that names each row for good; the row number by default')
      .addOption(several('--ignore <column>', 'a column of a batch to pass over; repeatable'))
      .option('--delimiter <character>', 'between the cells of a .csv file, such as ; or tab')
      .addHelpText('after', HELP)
      .addHelpText(
        'after',
        examples(
          'opus-codegen run invoice --input invoice.json --file invoiceDocument=./march.pdf',
          'opus-codegen run invoice --batch rows.csv --out results.jsonl --concurrency 8',
        ),
      ),
    async () => (await import('./commands/run.ts')).run,
  );
}

const HELP = `
Paths in a file start at the folder of that file, those on the command line at --cwd. An http(s) URL in place of a path is a file the service holds.
Ctrl-C stops the waiting, never the job: the command that takes it up again is printed. A batch goes on by the same command.
Ends with 40 when a job failed, 41 when the end of one is not known, 20 when the live workflow no longer takes the values.`;

function several(flags: string, description: string): Option {
  return new Option(flags, description).argParser(collect);
}

function count(value: string): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < 1 || number > 1_000) throw new InvalidArgumentError('It must be a whole number from 1 to 1000.');
  return number;
}
