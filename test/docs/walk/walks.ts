import { workflowIds, type RawWorkflow, type WorkflowKey } from '../../workflows/workflows.ts';
import type { Stage } from './stage.ts';
import type { Walk } from './walk.ts';

/** The pages that are walked. */
export const WALKS: readonly Walk[] = [
  {
    page: 'README.md',
    served: ['invoice'],
    directions: { 'somebody adds a required Cost Centre': addCostCentre },
  },
  {
    page: 'docs/drift.md',
    served: ['invoice', 'nightlyReport'],
    directions: {
      'invoice and nightlyReport are generated; then Cost Centre is added and PO Number made anew': async (stage) => {
        await generate(stage, ['invoice', 'nightlyReport']);
        addCostCentre(stage);
        stage.operator.editWorkflow(workflowIds.invoice, (raw) => withNewWireName(raw as RawWorkflow)); // the v1 file served
      },
    },
  },
  {
    page: 'docs/batches.md',
    served: ['invoice'],
    directions: {
      'the invoice workflow is generated, and the scans are there': async (stage) => {
        await generate(stage, ['invoice']);
        for (const scan of ['march.pdf', 'april.pdf']) stage.write(scan, '%PDF-1.7');
      },
    },
  },
  {
    page: 'docs/getting-started.md',
    served: [],
    isEmpty: true,
    directions: {
      'package.json is what npm leaves': (stage) => stage.write('package.json', AFTER_NPM_INSTALL),
    },
  },
];

const AFTER_NPM_INSTALL = `${JSON.stringify(
  {
    name: 'invoices',
    version: '1.0.0',
    type: 'module',
    dependencies: { '@opus-codegen/runtime': '^0.1.0' },
    devDependencies: { '@opus-codegen/generator': '^0.1.0', '@types/node': '^24.0.0', typescript: '^7.0.0' },
  },
  undefined,
  2,
)}\n`;

async function generate(stage: Stage, keys: readonly WorkflowKey[]): Promise<void> {
  const workflows = Object.fromEntries(keys.map((key) => [key, workflowIds[key]]));
  stage.write('opus.config.json', JSON.stringify({ workflows }));
  await stage.type({ words: ['opus-codegen'] });
}

function addCostCentre({ operator }: Stage): void {
  operator.editWorkflow(workflowIds.invoice, (raw) => {
    const workflow = raw as RawWorkflow; // the v1 file served
    const costCentre = { variable_name: 'workflow_input_c0stcentr', display_name: 'Cost Centre', type: 'str', is_nullable: false };
    return { ...workflow, jobPayloadSchema: { ...workflow.jobPayloadSchema, workflow_input_c0stcentr: costCentre } };
  });
}

/** What the platform does to names on the wire when somebody edits the input node. */
function withNewWireName(workflow: RawWorkflow): RawWorkflow {
  const { workflow_input_p0nr71x2c: poNumber, ...others } = workflow.jobPayloadSchema;
  const wire = 'workflow_input_n3wn4me55';
  return { ...workflow, jobPayloadSchema: { ...others, [wire]: { ...poNumber, variable_name: wire } } };
}
