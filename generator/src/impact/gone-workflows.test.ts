import { describe, expect, test } from 'vitest';
import { before } from './testing/example-workflows.ts';
import { createImpactProject, TSCONFIG } from './testing/impact-project.ts';

describe('a workflow that is gone', () => {
  test('is told where it is imported', async () => {
    using project = await createImpactProject({
      workflows: before,
      files: {
        'tsconfig.json': TSCONFIG,
        'src/direct.ts': `import { runLedgerWorkflow } from './opus/ledger.ts';\nexport const job = runLedgerWorkflow({ entry: 'a' });\n`,
        'src/barrel.ts': `import { runInvoiceWorkflow, runLedgerWorkflow } from './opus/index.ts';\nexport const jobs = [runInvoiceWorkflow, runLedgerWorkflow];\n`,
        'src/all.ts': `import * as opus from './opus/index.ts';\nexport const job = opus.runLedgerWorkflow({ entry: 'a' });\n`,
        'src/lazy.ts': `export const job = async () => (await import('./opus/ledger.ts')).runLedgerWorkflow({ entry: 'a' });\n`,
        'src/again.ts': `export { runLedgerWorkflow as book } from './opus/index.ts';\n`,
      },
    });
    const result = await project.impactOf({ invoice: before.invoice, stamp: before.stamp });
    expect(result.callSites.map(({ file, line, summary: said, rule, workflowKey }) => [file, line, said, rule, workflowKey])).toEqual([
      ['src/again.ts', 1, 'export { runLedgerWorkflow as book } needs a workflow that is gone', 'workflow-missing', 'ledger'],
      ['src/all.ts', 2, 'opus.runLedgerWorkflow needs a workflow that is gone', 'workflow-missing', 'ledger'],
      ['src/barrel.ts', 1, 'import { runInvoiceWorkflow, runLedgerWorkflow } needs a workflow that is gone', 'workflow-missing', 'ledger'],
      ['src/direct.ts', 1, 'import { runLedgerWorkflow } needs a workflow that is gone', 'workflow-missing', 'ledger'],
      ['src/lazy.ts', 1, `import('./opus/ledger.ts') needs a workflow that is gone`, 'workflow-missing', 'ledger'],
    ]);
  });

  test('whose key changed has no finding: the workflow is told', async () => {
    using project = await createImpactProject({
      workflows: before,
      files: {
        'tsconfig.json': TSCONFIG,
        'src/a.ts': `import { runLedgerWorkflow } from './opus/ledger.ts';\nexport const job = runLedgerWorkflow({ entry: 'a' });\n`,
      },
    });
    const { ledger: renamed, ...others } = before;
    const result = await project.impactOf({ ...others, book: renamed }, { findings: new Map() });
    expect(result.callSites.map(({ workflowKey, summary: said, rule }) => [workflowKey, said, rule])).toEqual([
      ['ledger', 'import { runLedgerWorkflow } leads nowhere now', undefined],
    ]);
  });
});
