import { Argument, Option, type Command as Commander } from 'commander';
import { INSTALLING, SHELLS } from '../completion/shells.ts';
import { examples, type AddCommand } from './option-values.ts';

/** The commands that set a project up and change its config. The flags a command declares are exactly the ones its function takes. */
export function declareProjectCommands(program: Commander, add: AddCommand): void {
  add(
    program
      .command('init')
      .description('set a folder up: config, git attributes, a script, a recipe for the pipeline')
      .argument('[workflow...]', 'ids or addresses of workflow pages, as pasted; with key= before them where the key matters')
      .option('--output <folder>', 'where the generated files go')
      .addOption(
        new Option('--config-type <type>', 'the language of the config; by default what the project speaks').choices(['ts', 'mjs', 'json']),
      )
      .addOption(new Option('--ci <provider>', 'write a recipe that checks every change').choices(['github', 'gitlab', 'none']))
      .option('--no-script', 'leave package.json alone')
      .option('--env-file', 'make an .env that says what belongs there, and have Git ignore it', false)
      .option('--generate', 'generate the typed functions at once', false)
      .option('--yes', 'ask nothing', false)
      .option('--dry-run', 'print what would be done and touch nothing', false)
      .addHelpText(
        'after',
        '\nOverwrites nothing: run again, it adds what is missing. A config that is there stays: --output, --config-type and --generate are for a new one.',
      )
      .addHelpText(
        'after',
        examples('opus-codegen init', 'opus-codegen init --yes --ci github https://app.opus.com/app/workflow/B9uGJfZ3CFwOdMKH'),
      ),
    async () => (await import('./commands/init.ts')).init,
  );
  add(
    program
      .command('add')
      .description('read workflows, put them into the config in place, and generate them')
      .argument('<workflow...>', 'ids or addresses of workflow pages, as pasted; with key= before them where the key matters')
      .option('--as <name>', 'the key, for a single workflow; otherwise made from its name')
      .option('--project <output>', 'which config, where there are several: its output folder')
      .option('--yes', 'take the proposed keys without asking', false)
      .option('--dry-run', 'print what would be done and touch nothing', false)
      .addHelpText(
        'after',
        examples('opus-codegen add https://app.opus.com/app/workflow/B9uGJfZ3CFwOdMKH', 'opus-codegen add B9uGJfZ3CFwOdMKH --as invoice'),
      ),
    async () => (await import('./commands/add.ts')).add,
  );
  add(
    program
      .command('remove')
      .description('take workflows out of the config in place, with their files and lock entries')
      .argument('<key...>', 'keys of workflows')
      .option('--project <output>', 'which config, where several have that key: its output folder')
      .option('--dry-run', 'print what would be done and touch nothing', false)
      .addHelpText('after', examples('opus-codegen remove invoice', 'opus-codegen remove invoice vendorCheck --dry-run')),
    async () => (await import('./commands/remove.ts')).remove,
  );
  add(
    program
      .command('doctor')
      .description('look at everything that has to fit together, and say how to mend what does not')
      .option('--offline', 'ask nobody: opens no socket', false)
      .addHelpText('after', examples('opus-codegen doctor', 'opus-codegen doctor --offline --format json')),
    async () => (await import('./commands/doctor.ts')).doctor,
  );
  add(
    program
      .command('completion')
      .description('the script that lets a shell complete commands, flags, workflow keys and more')
      .addArgument(new Argument('<shell>').choices(SHELLS))
      .addHelpText('after', `\nTo have it at every start:\n${SHELLS.map((shell) => `  ${INSTALLING[shell]}`).join('\n')}`)
      .addHelpText('after', examples('source <(opus-codegen completion bash)', 'opus-codegen completion fish | source')),
    async () => (await import('./commands/completion.ts')).completion,
  );
}
