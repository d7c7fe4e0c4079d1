import { once } from 'node:events';
import type { LocalOperator } from '@opus-codegen/local-operator';
import type { Command, CommandContext, CommonOptions } from '../command.ts';
import { openProjects } from '../open-projects.ts';
import { diagnose, DiagnosticError, type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { exampleCatalogue, lockfileCatalogue, type Catalogue, type LocalOperatorModule } from '../../serve/catalogue.ts';
import { lockfilePlaces } from '../../serve/read-lockfiles.ts';
import { reload, reloadText, type KeyedSource } from '../../serve/reload.ts';
import { stampFiles, watchFiles, type FileStamps } from '../../serve/watch-files.ts';

export interface ServeFlags {
  readonly port: number;
  readonly storagePort: number;
  readonly jobDuration: number;
  readonly key?: string;
  readonly example: boolean;
}

/** `serve`: the local operator over the workflows of the lockfile, until it is stopped. Being stopped is how it ends well. */
export const serve: Command<ServeFlags> = async (options, context) => {
  // Only here, and only now: no other command needs a server.
  const local = await import('@opus-codegen/local-operator');
  const catalogue = options.example ? exampleCatalogue(local) : await catalogueOf(options, context, local);
  // Before they are read: what is written from then on is a change.
  const stamps = stampFiles(catalogue.paths);
  const first = await catalogue.read();
  const operator = await start(local, options, context);
  reload(operator, [], first.workflows);
  announce(operator, first.workflows, options, context);
  tell(first.diagnostics, context);
  const stopWatching = follow({ catalogue, operator, stamps, first: first.workflows }, context);
  if (!context.signal.aborted) await once(context.signal, 'abort');
  stopWatching();
  await operator.close();
  return { text: '', json: {}, diagnostics: [], announced: 'well' };
};

async function catalogueOf(options: CommonOptions, context: CommandContext, local: LocalOperatorModule): Promise<Catalogue> {
  const { projects, filter } = await openProjects(options, context);
  return lockfileCatalogue(await lockfilePlaces(projects), filter, local);
}

async function start(local: LocalOperatorModule, flags: ServeFlags, { progress }: CommandContext): Promise<LocalOperator> {
  try {
    return await local.startLocalOperator({
      port: flags.port,
      storagePort: flags.storagePort,
      jobDurationMs: flags.jobDuration,
      ...(flags.key === undefined ? {} : { serviceKey: flags.key }),
      // It may run for days.
      maxRecordedRequests: 0,
      recordBodies: false,
      onAnswered: (request) => progress.note(local.requestLine(request)),
    });
  } catch (error) {
    if (error instanceof local.PortError) throw new DiagnosticError(diagnose('serve-port', { what: error.message }));
    throw error;
  }
}

function announce(
  operator: LocalOperator,
  workflows: readonly KeyedSource[],
  flags: ServeFlags,
  { announce: say, progress }: CommandContext,
): void {
  const { baseUrl, serviceKey, storageOrigin } = operator;
  say({
    text: `OPUS_BASE_URL=${baseUrl}\nOPUS_SERVICE_KEY=${serviceKey}`,
    json: { baseUrl, serviceKey, storageOrigin, workflows: workflows.map(({ key, source }) => ({ key, workflowId: source.id })) },
  });
  const count = `${workflows.length} workflow${workflows.length === 1 ? '' : 's'}`;
  // Here as well, because stdout mostly goes into a file.
  const served = `${flags.example ? 'an example' : `${count} of the lockfile`} at ${baseUrl}`;
  progress.note(`Serving ${served}; jobs take ${flags.jobDuration} ms and complete with made-up outputs.`);
  for (const { key, source } of workflows) progress.note(`  ${key}  ${source.id}`);
  progress.note(`${flags.example ? '' : 'The lockfile is watched. '}Ctrl-C stops it; nothing is kept.`);
}

interface Followed {
  readonly catalogue: Catalogue;
  readonly operator: LocalOperator;
  readonly stamps: FileStamps;
  readonly first: readonly KeyedSource[];
}

/** Serves the workflows anew whenever the catalogue's files change. Gives back what ends that. */
function follow({ catalogue, operator, stamps, first }: Followed, context: CommandContext): () => void {
  let served = first;
  const again = async (): Promise<void> => {
    try {
      const { workflows, diagnostics } = await catalogue.read();
      const text = reloadText(reload(operator, served, workflows));
      served = workflows;
      if (text !== undefined) context.progress.note(`The lockfile changed: ${text}`);
      tell(diagnostics, context);
    } catch (error) {
      const reasons = error instanceof DiagnosticError ? error.diagnostics.map(({ what }) => what) : [String(error)];
      tell([diagnose('serve-not-reloaded', { what: `The lockfile changed and is not served: ${reasons.join(' ')}` })], context);
    }
  };
  // One after the other, so that the last reading is the one that stays.
  let reading = Promise.resolve();
  return watchFiles(stamps, () => {
    reading = reading.then(again);
  });
}

/** While it runs there is no end to tell it at. */
function tell(diagnostics: readonly Diagnostic[], { progress }: CommandContext): void {
  for (const { code, what, fix } of diagnostics) progress.note(`${code} ${what} ${fix}`);
}
