import { Option, type Command as Commander } from 'commander';
import { examples, milliseconds, portNumber, secondsWithin, type AddCommand } from './option-values.ts';
import { DEFAULT_INTERVAL_SECONDS, LEAST_INTERVAL_SECONDS, MOST_INTERVAL_SECONDS } from '../watch/watch-delay.ts';

/** The commands that go on until they are stopped. The flags a command declares are exactly the ones its function takes. */
export function declareServiceCommands(program: Commander, add: AddCommand): void {
  add(
    program
      .command('serve')
      .description('the service on this machine, with the workflows of the lockfile: for work without network or key')
      .addOption(new Option('--port <number>', 'port of the API; 0 takes a free one').argParser(portNumber).default(4010))
      .addOption(new Option('--storage-port <number>', 'port of the storage; 0 takes a free one').argParser(portNumber).default(0))
      .addOption(new Option('--job-duration <ms>', 'how long a job runs, in milliseconds').argParser(milliseconds).default(2000))
      .option('--key <service-key>', 'service key to accept, instead of one made up at each start')
      .option('--example', 'serve a workflow to try things with, instead of the lockfile', false)
      .addHelpText(
        'after',
        `
stdout gets OPUS_BASE_URL and OPUS_SERVICE_KEY, for the environment of your program; stderr a line for each request. With --format json,
stdout gets one line of JSON instead. The lockfile is read again when it changes. Ctrl-C stops it, with exit code 0.`,
      )
      .addHelpText('after', examples('opus-codegen serve', 'opus-codegen serve --port 0 --key _local --format json')),
    async () => (await import('./commands/serve.ts')).serve,
  );
  add(
    program
      .command('watch')
      .description('ask the service again and again, and generate whenever a workflow or the config changed')
      .addOption(
        new Option('--interval <seconds>', `how often the service is asked, from ${LEAST_INTERVAL_SECONDS} on`)
          .argParser(secondsWithin(LEAST_INTERVAL_SECONDS, MOST_INTERVAL_SECONDS))
          .default(DEFAULT_INTERVAL_SECONDS),
      )
      .addHelpText(
        'after',
        `
stdout gets what changed, in the words of \`opus-codegen diff\`, and what was written; with --format json, a line of JSON for each event.
A service that does not answer is told once, asked less and less often, and told again when it is back. The config and the .env beside it
are looked at as well. Ctrl-C stops it, with exit code 130.`,
      )
      .addHelpText('after', examples('opus-codegen watch', 'opus-codegen watch --interval 300 --filter invoice')),
    async () => (await import('./commands/watch.ts')).watch,
  );
}
