/** `opus-codegen run` with one job: from files and flags on a disk, over real HTTP, to what stands on stdout and stderr. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { json } from '../cli/harness.ts';
import { workflowIds } from '../workflows/workflows.ts';
import { APPROVED, linesOf, startInvoiceProject, type InvoiceProject } from './invoice-project.ts';

let project: InvoiceProject;

beforeAll(async () => {
  project = await startInvoiceProject();
});
beforeEach(() => project.reset());
afterAll(() => project[Symbol.asyncDispose]());

const nothingSent = (): void => expect(project.operator.requests).toEqual([]);

/** The content of the file that a run with these flags sends. */
async function sent(args: readonly string[], stdin = ''): Promise<string> {
  expect((await project.run(['run', 'invoice', ...args, '--quiet'], { stdin })).code).toBe(0);
  const url = project.lastJob()?.payload?.['workflow_input_we4tej0ly']?.value;
  return Buffer.from(project.operator.storedFile(String(url))?.bytes ?? []).toString();
}

test('a job runs from a JSON file and flags: its life on stderr, its result on stdout', async () => {
  const { code, stdout, stderr } = await project.run([
    'run',
    'invoice',
    '--input',
    'march.json',
    '--set',
    'confidenceThreshold=0.8',
    '--title',
    'March',
  ]);
  const id = project.lastJob()?.id ?? '';
  expect(code).toBe(0);
  expect(linesOf(stdout.replace(/completed in .*/, 'completed in N s'))).toEqual([
    `invoice: job ${id} completed in N s`,
    '  summary  One page.',
    '  summary  Fine.',
    '  total  119',
    '  decision  approve',
  ]);
  expect(linesOf(stderr)).toEqual([
    'Reading the live schema',
    `Job ${id} was made; it runs nothing yet`,
    'Uploaded 1/1: invoiceDocument (14 B)',
    `Executing job ${id}`,
    'COMPLETED',
    'Reading the results',
  ]);
  expect(project.lastJob()).toMatchObject({ title: 'March', executeCount: 1, payload: { workflow_input_c7th20s8d: { value: 0.8 } } });
});

test('for programs, stdout is one document', async () => {
  const { elapsedMs, ...document } = json(await project.run(['run', 'invoice', '--input', 'march.json', '--format', 'json', '--quiet']));
  expect(elapsedMs).toBeTypeOf('number');
  expect(document).toEqual({
    formatVersion: 1,
    command: 'run',
    exitCode: 0,
    exitReasons: [],
    workflow: 'invoice',
    jobExecutionId: project.lastJob()?.id,
    status: 'COMPLETED',
    outputs: { summary: 'Fine.', total: 119, decision: 'approve' },
    summary: 'One page.',
    outputFiles: [],
    warnings: [],
    diagnostics: [],
  });
});

test('paths in a file start at its folder, those of flags and of stdin at the working directory', async () => {
  expect(await sent(['--input', 'inbox/april.json'])).toBe('%PDF-1.4 april');
  expect(await sent(['--input', 'inbox/april.json', '--file', 'invoiceDocument=march.pdf'])).toBe('%PDF-1.4 march');
  expect(await sent(['--input', '-'], '\uFEFF{ "invoiceDocument": "march.pdf", "poNumber": "1" }')).toBe('%PDF-1.4 march');
  expect(await sent(['--set', 'poNumber=1', '--file', 'invoiceDocument=inbox/april.pdf'])).toBe('%PDF-1.4 april');
});

test('--quiet leaves the result, and nothing else', async () => {
  const { stdout, stderr } = await project.run(['run', 'invoice', '--input', 'march.json', '--quiet']);
  expect(stderr).toBe('');
  expect(stdout).toContain('  total  119\n');
});

test('nodes are told where the service tells of them', async () => {
  project.operator.setOutcome(workflowIds.invoice, {
    ...APPROVED,
    statuses: ['IN_PROGRESS', 'IN_PROGRESS', 'COMPLETED'],
    auditShape: 'A2',
  });
  const { stderr } = await project.run(['run', 'invoice', '--input', 'march.json']);
  expect(stderr).toMatch(/^IN_PROGRESS, \d of \d nodes, running \w.*$/m);
});

describe('before anything is sent', () => {
  test('everything that does not fit is told at once, each with its place', async () => {
    project.write({ 'bad.json': '{\n  "invoiceDocument": "gone.pdf",\n  "ponumber": "x",\n  "dueDate": "09.11.2025"\n}' });
    const result = await project.run([
      'run',
      'invoice',
      '--input',
      'bad.json',
      '--set',
      'confidenceThreshold=high',
      '--file',
      'poNumber=march.pdf',
      '--format',
      'json',
    ]);
    expect(result.code).toBe(2);
    expect(json(result).diagnostics.map(({ code, what, ...rest }) => [code, 'where' in rest ? rest.where : '', what])).toEqual([
      ['OPUS7002', '--set confidenceThreshold=high', 'confidenceThreshold: expected a number like 1234.5, got "high".'],
      ['OPUS7002', '--file poNumber=march.pdf', 'poNumber: expected a text, got a file.'],
      ['OPUS7002', 'bad.json:4:14', 'dueDate: expected a day like 2025-11-09, got "09.11.2025".'],
      ['OPUS7002', 'bad.json:3:15', 'ponumber: this workflow has no such input.'],
      [
        'OPUS7002',
        'bad.json:2:22',
        `invoiceDocument: expected the path of a file (.pdf, .png), got ${project.folder}/gone.pdf, which does not exist.`,
      ],
    ]);
    nothingSent();
  });

  test('an empty value is refused, for it is nearly always a variable that is not set', async () => {
    const { code, stderr } = await project.run(['run', 'invoice', '--set', 'poNumber=', '--file', 'invoiceDocument=march.pdf']);
    expect(code).toBe(2);
    expect(stderr).toContain('error OPUS7002 poNumber was given nothing. An empty text is sent with --input.\n  at  --set poNumber=\n');
    nothingSent();
  });

  test('a file too large is told with the limit, and one without extension without a word about code', async () => {
    project.write({ 'large.pdf': 'x'.repeat(10 * 2 ** 20 + 1), scan: 'x' });
    const told = async (name: string): Promise<string | undefined> =>
      (await project.run(['run', 'invoice', '--set', 'poNumber=1', '--file', `invoiceDocument=${name}`])).stderr.split('\n')[0];
    expect(await told('large.pdf')).toBe(
      `error OPUS7002 invoiceDocument: expected the path of a file (.pdf, .png) of at most 10 MB, got ${project.folder}/large.pdf of 10.1 MB.`,
    );
    expect(await told('scan')).toBe(
      'error OPUS7002 invoiceDocument: expected the path of a file (.pdf, .png), got a file without an extension.',
    );
    nothingSent();
  });

  test('what an input without its values lacks is told, too', async () => {
    const { code, stderr } = await project.run(['run', 'invoice']);
    expect(code).toBe(2);
    expect(stderr).toContain('error OPUS7002 invoiceDocument: expected the path of a file (.pdf, .png), got nothing.\n');
    expect(stderr).toContain('error OPUS7002 poNumber: expected a text, got nothing.\n');
    nothingSent();
  });

  test('JSON that is torn is to be corrected, not named again', async () => {
    const { stderr } = await project.run(['run', 'invoice', '--input', '-'], { stdin: '{ "poNumber": ' });
    expect(stderr).toContain('stdin is no JSON: it ends too early.');
    expect(stderr).toContain('  fix Correct it at that place.\n');
  });

  test.each([
    [['--input', 'torn.json'], 'OPUS7001', 'torn.json:2:1', 'torn.json is no JSON: it ends too early.'],
    [['--input', 'list.json'], 'OPUS7002', 'list.json:1:1', 'The input must be a JSON object.'],
    [['--input', 'gone.json'], 'OPUS7001', 'gone.json', 'gone.json does not exist.'],
    [['--input', 'inbox'], 'OPUS7001', 'inbox', 'inbox cannot be read (EISDIR).'],
    [['--input', 'latin1.json'], 'OPUS7001', 'latin1.json', 'latin1.json is not UTF-8 text.'],
    [['--input', '-'], 'OPUS7001', 'stdin:1:1', 'stdin is no JSON: it ends too early.'],
    [['--out', 'x.jsonl', '--key', 'a'], 'OPUS9001', '', '--out, --key belongs to a batch.'],
    [['--filter', 'invoice'], 'OPUS9001', '', '--filter says nothing here: run takes one workflow.'],
    [
      ['--timeout', '10'],
      'OPUS9001',
      '',
      "Option '--timeout <duration>' argument '10' is invalid. Write it as 90s, 30m, 2h or 1d, or none.",
    ],
    [['--job', '1', '--set', 'a=b'], 'OPUS9001', '', "Option '--job <id>' cannot be used with option '--set <name=value>'."],
  ])('%j is refused', async (args, code, where, what) => {
    project.write({ 'torn.json': '{\n', 'list.json': '[]' });
    project.write({ 'latin1.json': Buffer.from('{"a":"\u00fc"}', 'latin1') as unknown as string }); // bytes are written as they are
    const result = await project.run(['run', 'invoice', ...args, '--format', 'json']);
    expect(result.code).toBe(2);
    expect(json(result).diagnostics).toMatchObject([{ code, what, ...(where === '' ? {} : { where }) }]);
    nothingSent();
  });

  test('a key of the config that was mistyped', async () => {
    expect((await project.run(['run', 'invoce'])).stderr).toMatch(
      /No workflow has the key "invoce"\.\n.*\n {2}fix Did you mean "invoice"\?/,
    );
  });

  test('a dry run needs neither key nor service', async () => {
    const { code, stdout } = await project.run(['run', 'invoice', '--input', 'march.json', '--dry-run'], {
      env: { OPUS_SERVICE_KEY: undefined },
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'invoice: the input fits; nothing was sent\n' });
    expect((await project.run(['run', 'invoice', '--input', 'bad.json', '--dry-run'])).code).toBe(2);
    nothingSent();
  });

  test('without a key the next step is told', async () => {
    const { code, stderr } = await project.run(['run', 'invoice', '--input', 'march.json'], { env: { OPUS_SERVICE_KEY: undefined } });
    expect(code).toBe(31);
    expect(stderr).toContain('error OPUS3001 OPUS_SERVICE_KEY is not set.');
    nothingSent();
  });
});
