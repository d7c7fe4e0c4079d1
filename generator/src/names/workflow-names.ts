import { leadingDigitEscaped } from './identifier.ts';
import { camelCase, kebabCase, pascalCase, wordsOf } from './words.ts';

/** Everything a config key gives a name to. Nothing here comes from the platform's title: a renamed workflow renames no code. */
export interface WorkflowNames {
  /** `vendor-check`: the file, without extension. */
  readonly module: string;
  /** `vendorCheckWorkflow`: the handle. */
  readonly workflow: string;
  /** `runVendorCheckWorkflow` */
  readonly run: string;
  /** `startVendorCheckWorkflow` */
  readonly start: string;
  /** `VendorCheckInput` */
  readonly input: string;
  /** `VendorCheckOutputs` */
  readonly outputs: string;
}

/** `index` is the barrel; the others cannot be files on Windows. */
const RESERVED_MODULES: ReadonlySet<string> = new Set(['index', 'con', 'prn', 'aux', 'nul']);
const WINDOWS_PORT = /^(?:com|lpt)\d$/;

/** @throws {RangeError} when the key holds no letter or digit (`_`, `$`); the config refuses such a key earlier, with the fix. */
export function workflowNames(key: string): WorkflowNames {
  const words = wordsOf(key);
  const pascal = pascalCase(words);
  if (pascal === '') throw new RangeError(`The workflow key ${JSON.stringify(key)} has no letter or digit to make names of.`);
  const module = kebabCase(words) || 'workflow';
  return {
    module: RESERVED_MODULES.has(module) || WINDOWS_PORT.test(module) ? `${module}-workflow` : module,
    workflow: `${leadingDigitEscaped(camelCase(words))}Workflow`,
    run: `run${pascal}Workflow`,
    start: `start${pascal}Workflow`,
    input: `${leadingDigitEscaped(pascal)}Input`,
    outputs: `${leadingDigitEscaped(pascal)}Outputs`,
  };
}

/** One name that several keys would give: `invoice` and `Invoice` both make `runInvoiceWorkflow`. */
export interface NameClash {
  readonly name: string;
  readonly keys: readonly string[];
}

/** The names that stand in each other's way, each set of keys told once. Empty for keys that can live together. */
export function findNameClashes(keys: readonly string[]): readonly NameClash[] {
  const keysByName = new Map<string, string[]>();
  for (const key of keys) {
    const { module, run, start, workflow, input, outputs } = workflowNames(key);
    // A file clashes without regard to case, as on most people's machines; it is lower case already.
    for (const name of [run, start, workflow, input, outputs, `${module}.ts`]) {
      const owners = keysByName.get(name);
      if (owners) owners.push(key);
      else keysByName.set(name, [key]);
    }
  }
  const clashes = new Map<string, NameClash>();
  for (const [name, owners] of keysByName) {
    const group = owners.join('\0');
    if (owners.length > 1 && !clashes.has(group)) clashes.set(group, { name, keys: owners });
  }
  return [...clashes.values()];
}
