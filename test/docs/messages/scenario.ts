import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DiagnosticName } from '../../../generator/src/diagnostics/catalog.ts';
import { startCliProject, type CliProject, type RunOptions } from '../../cli/harness.ts';
import { workflowIds, type RawWorkflow, type WorkflowKey } from '../../workflows/workflows.ts';

/** How somebody meets a message: a project, what is wrong about it, and the command that tells. */
export interface Scenario extends RunOptions {
  /** As typed after `opus-codegen`. */
  readonly type: string;
  /** `invoice` unless told. Their bindings are generated, unless `isNew`. */
  readonly keys?: readonly WorkflowKey[];
  readonly isNew?: true;
  /** Files that make the trouble; `{ 'opus.config.ts': … }` replaces the config. `null` takes one away. */
  readonly files?: Readonly<Record<string, string | null>>;
  readonly prepare?: (project: CliProject) => void | Promise<void>;
}

/** Some of the messages, each with the way to it. */
export type Scenarios = { readonly [name in DiagnosticName]?: Scenario };

/** What the command printed, with places on this machine under names a reader knows. */
export async function play({ type, keys = ['invoice'], isNew, files = {}, prepare, ...options }: Scenario): Promise<string> {
  await using project = await startCliProject({ keys, generated: isNew !== true });
  const { folder, operator } = project;
  for (const [name, text] of Object.entries(files)) {
    if (text === null) rmSync(join(folder, name));
    else project.write({ [name]: text });
  }
  await prepare?.(project);
  const { stdout, stderr } = await project.run(wordsOf(type), {
    ...options,
    ...(options.cwd === undefined ? {} : { cwd: join(folder, options.cwd) }),
  });
  return (
    `${stdout}\n${stderr}`
      .replaceAll(folder, '/home/you/project')
      // Where prettier looks for the plugins of a config.
      .replaceAll(process.cwd(), '/home/you/project')
      .replaceAll(operator.baseUrl, 'https://operator.opus.com')
      // The version the harness runs under.
      .replaceAll('0.0.0', '0.1.0')
      // How often a job was looked at depends on the machine, and what a cut connection is called on the platform.
      .replaceAll(/\((?:WAITING ×\d+|never seen)\)/g, '(WAITING ×12)')
      .replaceAll(/\((?:UND_ERR_SOCKET|ECONNRESET|EPIPE)\)/g, '(ECONNRESET)')
  );
}

/** The messages in what a command printed: from `error OPUS1001 …` to its fix; from `✗ OPUS1031 …`, where `doctor` tells it. */
export function messagesIn(printed: string): ReadonlyMap<string, string> {
  const messages = new Map<string, string>();
  for (const [text, code = ''] of printed.matchAll(/^(?:error|warning|info|✗|!) (OPUS\d+) [^]*?^ {2,4}fix .*$/gm)) {
    if (!messages.has(code)) messages.set(code, text);
  }
  return messages;
}

/** A config file that says this. */
export function configFile(config: object): Readonly<Record<string, string>> {
  return { 'opus.config.ts': `export default ${JSON.stringify(config, undefined, 2)};\n` };
}

export const invoice: { readonly invoice: string } = { invoice: workflowIds.invoice };

/** What somebody does to the invoice workflow in the canvas. */
export function editInvoice({ operator }: CliProject, change: (workflow: RawWorkflow) => void): void {
  operator.editWorkflow(workflowIds.invoice, (raw) => {
    const workflow = raw as RawWorkflow; // the v1 file served above
    change(workflow);
    return workflow;
  });
}

function wordsOf(line: string): readonly string[] {
  return line.split(' ').filter((word) => word !== '');
}
