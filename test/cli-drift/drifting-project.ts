import { symlinkSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { startCliProject, type CliProject } from '../cli/harness.ts';
import { repositoryRoot } from '../project/linked-project.ts';
import { workflowIds, type RawWorkflow } from '../workflows/workflows.ts';

/** A project of two workflows with bindings, of which one got a required input, "Cost Centre", since. */
export async function startDriftingProject(files: Readonly<Record<string, string>> = {}): Promise<CliProject> {
  const project = await startCliProject({ keys: ['invoice', 'sampler'], generated: true, files });
  addInput(project, 'Cost Centre');
  return project;
}

/** A required text that callers do not send yet. Its wire name is drawn from the label. */
export function addInput({ operator }: CliProject, label: string): void {
  editInvoice(operator, (workflow) => {
    const wire = `workflow_input_${label.toLowerCase().replaceAll(' ', '_')}`;
    workflow.jobPayloadSchema[wire] = { variable_name: wire, display_name: label, type: 'str', is_nullable: false };
  });
}

/** Undoes `addInput`. */
export function dropInput({ operator }: CliProject, label: string): void {
  editInvoice(operator, (workflow) => {
    const others = Object.entries(workflow.jobPayloadSchema).filter(([, variable]) => variable['display_name'] !== label);
    workflow.jobPayloadSchema = Object.fromEntries(others);
  });
}

function editInvoice(operator: CliProject['operator'], change: (workflow: RawWorkflow) => void): void {
  operator.editWorkflow(workflowIds.invoice, (raw) => {
    const workflow = raw as RawWorkflow; // what readWorkflowFile put there
    change(workflow);
    return workflow;
  });
}

/** What makes the project one that TypeScript compiles: a tsconfig, a caller, and the runtime. */
export function addSources(project: CliProject): void {
  project.write({
    'tsconfig.json': JSON.stringify({
      compilerOptions: { target: 'es2022', module: 'nodenext', allowImportingTsExtensions: true, noEmit: true, strict: true, types: [] },
      include: ['src', 'opus'],
    }),
    'src/import.ts': `import { runInvoiceWorkflow, type InvoiceInput } from '../opus/invoice.ts';

export const read = (invoiceDocument: InvoiceInput['invoiceDocument']) =>
  runInvoiceWorkflow({ invoiceDocument, poNumber: '4711' });
`,
  });
  mkdirSync(join(project.folder, 'node_modules/@opus-codegen'), { recursive: true });
  symlinkSync(realpathSync(join(repositoryRoot, 'runtime')), join(project.folder, 'node_modules/@opus-codegen/runtime'), 'junction');
}
