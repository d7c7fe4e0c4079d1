/** Carries out the changes of a JSON file under the run lock of the working directory, as `generate` does once it knows them. To be killed at any step. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitFiles, type FileChange } from '../../generator/src/write/commit-files.ts';
import { takeRunLock } from '../../generator/src/write/run-lock.ts';

const root = process.cwd();
const changes = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as readonly FileChange[]; // written by the test, with relative paths
const context = { root, runId: `${process.pid}-test`, signal: new AbortController().signal, sleep: async () => {}, onWait: () => {} };
const lock = await takeRunLock(root, context);
await commitFiles(
  changes.map((change) => ({ ...change, path: join(root, change.path) })),
  context,
);
await lock.release();
