/** Everything generated code may import from `@opus-codegen/runtime/codegen-v1`. */
export type RuntimeExport =
  | 'defineWorkflow'
  | 'FileInput'
  | 'IsoDate'
  | 'Job'
  | 'JsonObject'
  | 'JsonValue'
  | 'RemovedInput'
  | 'RunOptions'
  | 'Workflow'
  | 'WorkflowResult';

/** The versioned entry of the runtime that generated code stands on. */
export const RUNTIME_MODULE = '@opus-codegen/runtime/codegen-v1';

/** One name to import, and what it is called in the file. */
export interface RuntimeImport {
  readonly name: RuntimeExport;
  readonly localName: string;
}

/** Collects what a file uses of the runtime while its text is made. */
export class RuntimeImports {
  readonly #declared: ReadonlySet<string>;
  readonly #used = new Map<RuntimeExport, string>();

  /** @param declared names the file declares itself: a workflow with the key `file` has its own `FileInput`. */
  constructor(declared: Iterable<string>) {
    this.#declared = new Set(declared);
  }

  /** The name to write; the import follows. */
  use(name: RuntimeExport): string {
    const localName = this.#declared.has(name) ? prefixed(name) : name;
    this.#used.set(name, localName);
    return localName;
  }

  /** Values first, then types, each by name. */
  list(): readonly RuntimeImport[] {
    const imports = [...this.#used].map(([name, localName]) => ({ name, localName }));
    return imports.sort((a, b) => Number(isType(a.name)) - Number(isType(b.name)) || (a.name < b.name ? -1 : 1));
  }
}

export function isType(name: RuntimeExport): boolean {
  return name !== 'defineWorkflow';
}

function prefixed(name: RuntimeExport): string {
  return isType(name) ? `Opus${name}` : 'defineOpusWorkflow';
}
