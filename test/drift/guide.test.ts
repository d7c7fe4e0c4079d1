import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalOperator } from '@opus-codegen/local-operator';
import { RULES, type RuleLevel } from '@opus-codegen/schema';
import { expect, test } from 'vitest';
import { EXIT_CODES, EXIT_INTERRUPTED } from '../../generator/src/cli/exit-codes.ts';
import { readCommandLine } from '../../generator/src/cli/program.ts';
import { repositoryRoot } from '../project/linked-project.ts';
import { readWorkflowFile, workflowIds, type RawWorkflow } from '../workflows/workflows.ts';
import { opusCodegen } from './in-process.ts';

/** docs/drift.md says what is so. */

const page = readFileSync(join(repositoryRoot, 'docs/drift.md'), 'utf8').replaceAll('\r\n', '\n');

test('the table of rules is the table of rules, in its order', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| ([a-z–]+) +\| ([a-z–]+) +\|/gm)].map(([, rule, input, output]) => [
    rule,
    input,
    output,
  ]);
  expect(rows).toEqual(Object.entries(RULES).map(([rule, [input, output]]) => [rule, shown(input, output), shown(output, input)]));
});

test('every exit code is told, and no other', () => {
  const table = page.slice(page.indexOf('| It ends with'), page.indexOf('`2x`: we looked'));
  const codes = [...table.matchAll(/^\| `(\d+)`/gm)].map(([, code]) => Number(code));
  expect(codes.toSorted((a, b) => a - b)).toEqual([0, ...Object.values(EXIT_CODES), EXIT_INTERRUPTED].toSorted((a, b) => a - b));
});

test('every command of the page is understood', async () => {
  const lines = [...page.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block = '']) => block.trimEnd().split('\n'));
  expect(lines.length).toBeGreaterThan(8);
  for (const line of lines) {
    const [npx, name, ...argv] = wordsOf(line.replace(/ +# .*$/, ''));
    expect([npx, name]).toEqual(['npx', 'opus-codegen']);
    const invocation = await readCommandLine(argv, { version: '0', cwd: repositoryRoot, write: () => {} });
    expect(invocation?.command).toBe(argv[0]);
  }
});

test('what check is said to print is what it prints', async () => {
  const keys = ['invoice', 'nightlyReport'] as const;
  await using operator = await startLocalOperator({
    workflows: keys.map((key) => ({ id: workflowIds[key], schema: readWorkflowFile(key) })),
  });
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'opus-guide-'));
  try {
    const workflows = Object.fromEntries(keys.map((key) => [key, workflowIds[key]]));
    writeFileSync(join(folder, 'opus.config.json'), JSON.stringify({ output: './src/opus', workflows }));
    const env = { OPUS_BASE_URL: operator.baseUrl, OPUS_SERVICE_KEY: operator.serviceKey };
    await opusCodegen(folder, ['generate'], env);
    operator.editWorkflow(workflowIds.invoice, (raw) => edited(raw as RawWorkflow)); // the file served above
    const { exitCode, stdout } = await opusCodegen(folder, ['check'], env);
    expect(exitCode).toBe(20);
    expect(page).toContain(`\`\`\`text\n${stdout}\`\`\`\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** What cannot fire on a side, since another rule is for that side, is no level there. */
function shown(level: RuleLevel, other: RuleLevel): string {
  return level === 'off' && other !== 'off' ? '–' : level;
}

function edited(workflow: RawWorkflow): RawWorkflow {
  const { workflow_input_p0nr71x2c: poNumber, ...others } = workflow.jobPayloadSchema;
  const costCentre = { variable_name: 'workflow_input_c0stcentr', display_name: 'Cost Centre', type: 'str', is_nullable: false };
  return {
    ...workflow,
    jobPayloadSchema: {
      ...others,
      workflow_input_n3wn4me55: { ...poNumber, variable_name: 'workflow_input_n3wn4me55' },
      workflow_input_c0stcentr: costCentre,
    },
  };
}

/** A shell's words, as far as the page needs a shell. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}
