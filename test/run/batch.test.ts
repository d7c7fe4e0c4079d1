/** `opus-codegen run --batch`: what becomes of the rows, what is told of them, and how a batch goes on. */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { json } from '../cli/harness.ts';
import { workflowIds } from '../workflows/workflows.ts';
import { eachRow, startBatchProject, tableOf } from './batch-project.ts';
import { linesOf, STEERING } from './invoice-project.ts';

const withoutTimes = (text: string): string => text.replaceAll(/, \d[\d.]*\/\w+/g, '').replaceAll(/\((?:\d+ (?:s|min|h) ?)+\)/g, '(N s)');

test('every row becomes a job, and its result a line; the summary counts them', async () => {
  await using batch = await startBatchProject(12);
  const { code, stdout, stderr } = await batch.batch(['--concurrency', '3', '--title', 'March']);
  expect(code).toBe(0);
  expect(withoutTimes(stdout)).toBe('invoice: 12 of 12 rows succeeded (N s)\n  succeeded      12\n  results    results.jsonl\n');
  expect(linesOf(stderr).slice(0, 2)).toEqual(['Checking rows.csv', '12 rows fit']);
  expect(withoutTimes(linesOf(stderr).at(-1) ?? '')).toBe('[████████████████████] 12/12 rows, 0 failed, 0 running');
  expect(batch.executions()).toEqual(eachRow(12, () => 1));
  const first = batch.results().find(({ key }) => key === 'A-1');
  const job = batch.operator.jobs.find(({ title }) => title === 'March · A-1');
  expect(first).toEqual({
    row: 1,
    key: 'A-1',
    status: 'succeeded',
    jobExecutionId: job?.id,
    outputs: { total: 1 },
    outputFiles: [],
    warnings: [],
  });
  expect(
    batch
      .results()
      .map(({ row }) => row)
      .toSorted((a, b) => a - b),
  ).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
});

test('of rows that fail, the table names the codes with examples, and the exit code is 40', async () => {
  await using batch = await startBatchProject(8);
  batch.operator.setOutcome(workflowIds.invoice, ({ title }) =>
    /A-[36]$/.test(title) ? { durationMs: 0, status: 'FAILED', failedNode: 'Match PO' } : { durationMs: 0 },
  );
  const { code, stdout, stderr } = await batch.batch(['--concurrency', '1', '--verbose']);
  const [third, sixth] = [3, 6].map((row) => batch.results().find((line) => line.row === row));
  expect(code).toBe(40);
  expect(linesOf(withoutTimes(stdout))).toEqual([
    'invoice: 6 of 8 rows succeeded (N s)',
    '  succeeded       6',
    '  failed          2',
    `    JOB_FAILED                    2  row 3 (A-3, job ${third?.jobExecutionId}), row 6 (A-6, job ${sixth?.jobExecutionId})`,
    '  results    results.jsonl',
  ]);
  expect(stderr).toContain(`row 3 (A-3): failed, JOB_FAILED, job ${third?.jobExecutionId}\nrow 4 (A-4): succeeded, job `);
  expect(stderr).toMatch(/^error OPUS7011 2 rows: JOB_FAILED\. The first: Job \d+ failed at "Match PO"/m);
  expect(third).toMatchObject({
    status: 'failed',
    error: { name: 'JobFailedError', code: 'JOB_FAILED', failedNodes: [{ name: 'Match PO' }] },
  });

  // The same command: nothing runs again, and the answer is the same.
  const again = await batch.batch(['--format', 'json']);
  expect(json(again)).toMatchObject({
    exitCode: 40,
    rows: 8,
    succeeded: 6,
    failed: 2,
    before: 8,
    notDone: 0,
    codes: [{ code: 'JOB_FAILED', count: 2 }],
  });
  expect(batch.executions()).toEqual(eachRow(8, () => 1));
});

describe('before the first job', () => {
  test.skipIf(process.platform === 'win32')('rows that come once only are refused: a pipe would be waited at for ever', async () => {
    await using batch = await startBatchProject(0);
    execFileSync('mkfifo', [join(batch.folder, 'pipe.csv')]);
    mkdirSync(join(batch.folder, 'folder.csv'));
    for (const [name, what] of [
      ['pipe.csv', 'pipe.csv is no file, and its rows cannot be read twice.'],
      ['folder.csv', 'folder.csv is a folder.'],
    ] as const) {
      const result = await batch.run(['run', 'invoice', '--batch', name, '--out', 'r.jsonl', '--format', 'json']);
      expect(json(result).diagnostics).toMatchObject([{ code: 'OPUS7003', what, where: name }]);
      expect(result.code).toBe(2);
    }
  });

  test('every row is checked; the first issues are told and the others counted', async () => {
    await using batch = await startBatchProject(0);
    const bad = Array.from({ length: 30 }, (_, index) => `B-${index},march.docx,PO`).join('\n');
    batch.write({ 'rows.csv': `${tableOf(3)}A-2,march.pdf,PO-2\n${bad}\n` });
    const result = await batch.batch(['--format', 'json']);
    const { diagnostics } = json(result);
    expect(result.code).toBe(2);
    expect(diagnostics).toHaveLength(21);
    expect(diagnostics[0]).toMatchObject({
      code: 'OPUS7005',
      what: 'The run key "A-2" is that of row 2, too.',
      where: 'rows.csv:5 › row 4',
    });
    expect(diagnostics[1]).toMatchObject({
      what: 'invoiceDocument: expected the path of a file (.pdf, .png), got a .docx file.',
      where: 'rows.csv:6 › row 5 › invoiceDocument',
    });
    // Each of the thirty is wrong twice: another kind of file, and not there.
    expect(diagnostics.at(-1)).toMatchObject({ what: '41 more values do not fit; 31 of 34 rows are concerned.', where: 'rows.csv' });
    expect(batch.operator.requests).toEqual([]);
    expect(Object.keys(batch.tree())).not.toContain('results.jsonl');
  });

  test('a dry run says how many rows fit, without key, journal or results', async () => {
    await using batch = await startBatchProject(3);
    const { code, stdout } = await batch.run(['run', 'invoice', '--batch', 'rows.csv', '--ignore', 'order', '--dry-run'], {
      env: { OPUS_SERVICE_KEY: undefined },
    });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'invoice: 3 rows fit; nothing was sent\n' });
    expect(batch.operator.requests).toEqual([]);
    expect(Object.keys(batch.tree()).filter((name) => name.includes('results'))).toEqual([]);
  });

  test.each([
    [['--batch', 'rows.csv'], 'OPUS7007', 'A batch needs a place for its results.', 'Add --out rows.results.jsonl'],
    [
      ['--batch', 'rows.csv', '--out', 'results.csv'],
      'OPUS7007',
      'results.csv is no place for results: they are written as JSON Lines.',
      'Name a .jsonl file: --out rows.results.jsonl',
    ],
    [['--batch', 'rows.jsonl', '--out', 'rows.jsonl'], 'OPUS7007', 'Rows, results and journal are not three different files.', undefined],
    [
      ['--batch', 'rows.csv', '--out', 'r.jsonl', '--journal', 'opus.lock.json'],
      'OPUS7007',
      undefined,
      'Name another file with --journal.',
    ],
    [['--batch', 'rows.csv', '--out', 'opus/r.jsonl'], 'OPUS7007', undefined, 'Name another file: --out rows.results.jsonl'],
    [['--batch', '-', '--out', 'r.jsonl'], 'OPUS9001', '--batch takes no stdin.', undefined],
    [['--batch', '/dev/null/rows.csv', '--out', 'r.jsonl'], 'OPUS7003', undefined, 'Correct --batch.'],
    [['--batch', 'rows.csv', '--out', 'r.jsonl', '--concurrency', '0'], 'OPUS9001', undefined, undefined],
    [
      ['--batch', 'rows.csv', '--out', 'r.jsonl', '--input', 'x.json'],
      'OPUS9001',
      "Option '--batch <file>' cannot be used with option '--input <file>'.",
      undefined,
    ],
    [
      ['--batch', 'rows.csv', '--out', 'r.jsonl', '--no-wait'],
      'OPUS9001',
      "Option '--batch <file>' cannot be used with option '--no-wait'.",
      undefined,
    ],
  ])('%j is refused', async (args, code, what, fix) => {
    await using batch = await startBatchProject(1);
    const result = await batch.run(['run', 'invoice', ...args, '--format', 'json']);
    expect(result.code).toBe(2);
    expect(json(result).diagnostics[0]).toMatchObject({ code, ...(what && { what }), ...(fix && { fix }) });
    expect(batch.operator.requests).toEqual([]);
  });
});

test('a drifted workflow refuses only the rows whose values it no longer takes: 20', async () => {
  await using batch = await startBatchProject(0);
  batch.write({
    'rows.csv': `${tableOf(2).replaceAll('poNumber\n', 'poNumber,confidenceThreshold\n').replace('PO-1', 'PO-1,')}`.replace(
      'PO-2',
      'PO-2,0.5',
    ),
  });
  batch.operator.editWorkflow<{ jobPayloadSchema: Record<string, { type: string }> }>(workflowIds.invoice, (raw) => {
    const threshold = raw.jobPayloadSchema['workflow_input_c7th20s8d'];
    if (threshold) threshold.type = 'str';
    return raw;
  });
  const result = await batch.batch(['--format', 'json']);
  expect(json(result)).toMatchObject({ exitCode: 20, succeeded: 1, unfinished: 1, codes: [{ code: 'SCHEMA_DRIFT' }] });
  expect(json(result).diagnostics.map(({ code }) => code)).toContain('OPUS7015');
});

test('cells steer no terminal', async () => {
  await using batch = await startBatchProject(0);
  batch.write({ 'rows.csv': `order,invoiceDocument,poNumber,confidenceThreshold\n"\u001b[2J\u202e",march.pdf,x,"\u009b31m"\n` });
  const { stdout, stderr } = await batch.batch();
  expect(stderr).toContain('confidenceThreshold: expected a number like 1234.5, got "\\u{9b}31m".');
  for (const text of [stdout, stderr]) expect(text).not.toMatch(STEERING);
  batch.write({ 'rows.csv': `order,invoiceDocument,poNumber\n"\u001b[2J\u202e",march.pdf,x\n` });
  batch.operator.setOutcome(workflowIds.invoice, { durationMs: 0, status: 'FAILED' });
  const failed = await batch.batch();
  for (const text of [failed.stdout, failed.stderr, batch.read('results.jsonl')]) expect(text).not.toMatch(STEERING);
});

test('JSON Lines run as tables do', async () => {
  await using batch = await startBatchProject(0);
  batch.write({
    'rows.jsonl': '{"id":"x","invoiceDocument":"march.pdf","poNumber":"1"}\n\n{"id":"y","invoiceDocument":"march.pdf","poNumber":"2"}\n',
  });
  const { code } = await batch.run([
    'run',
    'invoice',
    '--batch',
    'rows.jsonl',
    '--out',
    'out/results.jsonl',
    '--key',
    'id',
    '--journal',
    'out/j',
  ]);
  expect(code).toBe(0);
  expect(
    linesOf(batch.read('out/results.jsonl'))
      .map((line) => (JSON.parse(line) as { key: string }).key)
      .toSorted(),
  ).toEqual(['x', 'y']);
  expect(Object.keys(batch.tree())).toContain('out/j');
});
