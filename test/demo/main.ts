/**
 * `pnpm demo`: the whole story in half a minute, as a user's project would live it.
 *
 * A local operator serves workflow schemas; the generator makes typed functions of them in a project outside this checkout; TypeScript accepts the
 * project's code; real files run to typed results; then somebody edits a workflow, and the change is caught before a run, in CI and by the compiler.
 * Nothing is left behind. Ends with 1 when any act does not end as told.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { startLocalOperator, type LocalOperator } from '@opus-codegen/local-operator';
import { createLinkedProject, repositoryRoot } from '../project/linked-project.ts';
import { binOf } from '../tools/bin-of.ts';
import { readWorkflowFile, workflowIds, type RawWorkflow, type WorkflowKey } from '../workflows/workflows.ts';
import { runProgram, type Ended } from './program.ts';
import { act, expectThat, quote, say } from './stage.ts';

const served: readonly WorkflowKey[] = ['invoice', 'sampler', 'supplierOnboarding', 'applicantScreening', 'nightlyReport'];

await using operator = await startLocalOperator({
  workflows: served.map((key) => ({ id: workflowIds[key], schema: readWorkflowFile(key) })),
});
using project = createLinkedProject('demo', join(repositoryRoot, 'test/demo/project'));
cpSync(join(repositoryRoot, 'test/demo/files'), join(project.folder, 'files'), { recursive: true });
tellOutcomes(operator);

const startedAtMs = performance.now();

act('A new project: five workflows, one config file, no types yet');
say(`The local operator answers at ${operator.baseUrl}, strict as the service. The project is a temp folder.`);

act('opus-codegen generate', 'reads the five live schemas and writes one typed file for each');
const generated = await opusCodegen('generate');
quote(generated.stdout);
expectThat(generated.exitCode === 0, 'bindings written', generated);

act('tsc', "the project's own code compiles against them, strictly (TypeScript 7)");
const compiled = await tsc();
expectThat(compiled.exitCode === 0, 'no errors', compiled);

act('node src/main.ts', 'typed runs with a real PDF, CSV and PNG, and one job that fails');
const ran = await program('src/main.ts');
quote(ran.stdout);
expectThat(ran.exitCode === 0 && operator.jobs.length === 4, 'four jobs, each executed once; the key never went to the storage', ran);
expectThat(operator.jobs.every((job) => job.executeCount === 1) && storageNeverSawTheKey(operator), 'the operator confirms it', ran);

act('Somebody edits the invoice workflow in the canvas', 'a required "Cost Centre" appears, "PO Number" gets a new wire name');
operator.editWorkflow(workflowIds.invoice, (raw) => editedInvoice(raw as RawWorkflow)); // the v1 file served above
const jobsBefore = operator.jobs.length;
const refused = await program('--input-type=module', '-e', "await (await import('./src/book-march.ts')).bookMarch()");
quote(messageOf(refused.stderr));
expectThat(refused.exitCode !== 0 && operator.jobs.length === jobsBefore, 'old code: refused before a job was made', refused);

act('opus-codegen check', 'the same change, in CI');
const checked = await opusCodegen('check');
quote(checked.stdout);
expectThat(checked.exitCode === 20, 'exit code 20: breaking drift', checked);

act('opus-codegen generate, then tsc', 'the same change, in the compiler, at the call site');
const regenerated = await opusCodegen('generate');
quote(regenerated.stdout);
const broken = await tsc();
quote(broken.stdout);
expectThat(
  broken.exitCode !== 0 && broken.stdout.includes('src/book-march.ts') && broken.stdout.includes('costCentre'),
  'src/book-march.ts no longer compiles: costCentre is missing',
  broken,
);

say(`\nThe whole story took ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s. Nothing was left behind. Next: README.md, docs/.`);

function program(...args: readonly string[]): Promise<Ended> {
  return runProgram(process.execPath, args, {
    cwd: project.folder,
    env: { OPUS_SERVICE_KEY: operator.serviceKey, OPUS_BASE_URL: operator.baseUrl },
  });
}

function opusCodegen(...args: readonly string[]): Promise<Ended> {
  return program(binOf('@opus-codegen/generator', 'opus-codegen'), ...args);
}

function tsc(): Promise<Ended> {
  return program(binOf('typescript', 'tsc'), '-p', '.', '--pretty', 'false');
}

function tellOutcomes(target: LocalOperator): void {
  target.setOutcome(workflowIds.invoice, {
    outputs: { Summary: 'Widgets for March, one page, sums agree.', Total: 119, Decision: 'approve' },
  });
  target.setOutcome(workflowIds.nightlyReport, { outputs: { 'Row Count': 3120, Report: 'https://files.opus.com/report.pdf' } });
  target.setOutcome(workflowIds.supplierOnboarding, { status: 'FAILED', failedNode: 'Check bank details', auditShape: 'A1' });
}

function editedInvoice(raw: RawWorkflow): RawWorkflow {
  const { workflow_input_p0nr71x2c: poNumber, ...others } = raw.jobPayloadSchema;
  const costCentre = {
    id: 'c0stcentr',
    variable_name: 'workflow_input_c0stcentr',
    display_name: 'Cost Centre',
    type: 'str',
    is_nullable: false,
    tags: [],
  };
  return {
    ...raw,
    jobPayloadSchema: {
      ...others,
      workflow_input_n3wn4me55: { ...poNumber, variable_name: 'workflow_input_n3wn4me55' },
      workflow_input_c0stcentr: costCentre,
    },
  };
}

function storageNeverSawTheKey(target: LocalOperator): boolean {
  return target.requests.every((request) => (request.origin === 'storage') === !('x-service-key' in request.headers));
}

/** What an uncaught error says, without where it was thrown and its fields. */
function messageOf(stderr: string): string {
  return /^SchemaDriftError: [^]*?(?=\n +at )/m.exec(stderr)?.[0] ?? stderr;
}
