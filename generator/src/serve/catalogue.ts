import { diagnose, DiagnosticError, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { readLockfiles, type LockfilePlace } from './read-lockfiles.ts';
import type { KeyedSource } from './reload.ts';
import { servedWorkflows } from './served-workflows.ts';

/** The local operator's module, which nothing imports before it is needed. */
export type LocalOperatorModule = typeof import('@opus-codegen/local-operator');

/** Where the served workflows come from, as often as they are read. */
export interface Catalogue {
  /** Files that may change. */
  readonly paths: readonly string[];
  /** @throws {DiagnosticError} when there is nothing, or nothing that can be understood. */
  read(): Promise<CatalogueReading>;
}

export interface CatalogueReading {
  readonly workflows: readonly KeyedSource[];
  readonly diagnostics: readonly Diagnostic[];
}

export function lockfileCatalogue(
  places: readonly LockfilePlace[],
  filter: ReadonlySet<string> | undefined,
  { lockedSource }: Pick<LocalOperatorModule, 'lockedSource'>,
): Catalogue {
  return {
    paths: places.map(({ path }) => path),
    async read() {
      const { workflows, diagnostics } = servedWorkflows(await readLockfiles(places), filter);
      if (workflows.length === 0) throw new DiagnosticError(diagnose('serve-nothing', { where: places[0]?.path }));
      const sources = workflows.map(({ key, locked }) => ({ key, source: { ...lockedSource(locked), id: locked.workflowId } }));
      return { workflows: sources, diagnostics };
    },
  };
}

export function exampleCatalogue({ exampleWorkflow }: Pick<LocalOperatorModule, 'exampleWorkflow'>): Catalogue {
  const { id = '' } = exampleWorkflow;
  return { paths: [], read: async () => ({ workflows: [{ key: 'invoice', source: { ...exampleWorkflow, id } }], diagnostics: [] }) };
}
