/** A gigabyte of files goes through a process that never holds more than a few of them. */
import { linkSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalOperator } from '@opus-codegen/local-operator';
import { expect, test } from 'vitest';
import { runProgram } from '../faults/program.ts';
import { readWorkflowFile } from '../workflows/workflows.ts';

const program = join(import.meta.dirname, 'upload-run.ts');
const FILES = 100;
const SIZE_BYTES = 10 * 1024 * 1024;

test('a hundred files of 10 MB upload within 200 MB of memory', async () => {
  await using operator = await startLocalOperator({
    workflows: [{ schema: readWorkflowFile('sampler') }],
    jobDurationMs: 0,
    recordBodies: false,
  });
  const folder = mkdtempSync(join(tmpdir(), 'opus-memory-'));
  try {
    // A hundred names of one file: each is read and sent, and the disk need not hold a gigabyte.
    const paths = Array.from({ length: FILES }, (_, index) => join(folder, index === 0 ? 'first.png' : `${index}.csv`));
    const [first = '', ...others] = paths;
    writeFileSync(first, Buffer.alloc(SIZE_BYTES, 'a,b,c\n'));
    for (const path of others) linkSync(first, path);

    const { stdout, stderr } = await runProgram(program, [first, JSON.stringify(others)], {
      OPUS_BASE_URL: operator.baseUrl,
      OPUS_SERVICE_KEY: operator.serviceKey,
    });
    expect(stderr).toBe('');
    const { peakMb } = JSON.parse(stdout) as { peakMb: number }; // the program's only line

    expect(operator.storedFiles.map(({ sizeBytes }) => sizeBytes)).toEqual(Array(FILES).fill(SIZE_BYTES));
    expect(peakMb).toBeLessThan(200);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
