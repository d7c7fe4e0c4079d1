import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { exampleWorkflow } from './example/example-workflow.ts';
import type { LocalOperator } from './operator.ts';
import { printable, requestLine } from './recording/request-line.ts';
import { startLocalOperator } from './start.ts';

/** What the command needs of the process around it. */
export interface CommandHost {
  /** The result: base URL, key, an example. */
  readonly out: (text: string) => void;
  /** Progress and complaints. */
  readonly err: (text: string) => void;
  /** Settles when somebody asks it to stop (Ctrl-C). */
  readonly stopped: Promise<void>;
}

interface Flags {
  readonly lockfile?: string;
  readonly example?: true;
  readonly port: number;
  readonly storagePort: number;
  readonly key?: string;
  readonly jobDuration: number;
  readonly quiet?: true;
}

/** 0: stopped when asked. 1: could not start. 2: wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** `opus-local-operator`: serves a folder of schemas, or the workflows of a lockfile, until it is stopped. Never ends the process itself. */
export async function runCommand(args: readonly string[], host: CommandHost): Promise<ExitCode> {
  const command = describe(host);
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const [schemaFolder] = command.args;
  const flags = command.opts<Flags>();
  const { lockfile, example } = flags;
  const places = [schemaFolder, lockfile, ...(example === true ? ['the example'] : [])].filter((place) => place !== undefined);
  if (places.length === 0) {
    host.err('error: nothing to serve: name a folder of schemas, or use --lockfile or --example\n');
    return 2;
  }
  let operator: LocalOperator;
  try {
    operator = await startLocalOperator({
      ...(schemaFolder === undefined ? {} : { schemaFolder }),
      ...(lockfile === undefined ? {} : { lockfile }),
      workflows: example === true ? [exampleWorkflow] : [],
      port: flags.port,
      storagePort: flags.storagePort,
      jobDurationMs: flags.jobDuration,
      ...(flags.key === undefined ? {} : { serviceKey: flags.key }),
      maxRecordedRequests: 0,
      recordBodies: false,
      onAnswered: (request) => {
        if (flags.quiet !== true) host.err(`${requestLine(request)}\n`);
      },
    });
  } catch (error) {
    host.err(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
  host.out(greeting(operator, places));
  await host.stopped;
  await operator.close();
  return 0;
}

function describe(host: CommandHost): Command {
  return new Command('opus-local-operator')
    .description(
      'An Operator API on this machine, serving the workflows of a lockfile or of a folder of schemas. Jobs complete with made-up outputs.',
    )
    .argument('[schemas]', 'folder of JSON files, each one answer of GET /workflow/{id}')
    .option('--lockfile <path>', 'serve the workflows of an opus.lock.json')
    .option('--example', 'serve a workflow to try things with')
    .option('--port <number>', 'port of the API; 0 takes a free one', portNumber, 4010)
    .option('--storage-port <number>', 'port of the storage; 0 takes a free one', portNumber, 0)
    .option('--key <key>', 'service key to accept, instead of a made-up one')
    .option('--job-duration <ms>', 'how long a job runs, in milliseconds', milliseconds, 2000)
    .option('--quiet', 'do not print requests')
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: host.out, writeErr: host.err });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

function milliseconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError('Milliseconds, 0 or more.');
  return value;
}

function greeting(operator: LocalOperator, places: readonly string[]): string {
  const [firstId] = operator.workflowIds;
  const from = places.map(printable).join(', ');
  const served =
    firstId === undefined
      ? [`No workflows: there is none in ${from}.`]
      : [
          `Serving ${operator.workflowIds.length} workflow${operator.workflowIds.length === 1 ? '' : 's'} from ${from}:`,
          ...operator.workflowIds.map((id) => `  ${printable(id)}`),
          '',
          'Try it:',
          `  curl -H 'x-service-key: ${operator.serviceKey}' '${operator.baseUrl}/workflow/${encodeURIComponent(firstId)}'`,
        ];
  return [
    `OPUS_BASE_URL=${operator.baseUrl}`,
    `OPUS_SERVICE_KEY=${operator.serviceKey}`,
    '',
    ...served,
    '',
    `Uploads go to ${operator.storageOrigin}. Ctrl-C stops it; nothing is kept.`,
    '',
  ].join('\n');
}
