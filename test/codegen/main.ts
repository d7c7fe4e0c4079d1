/**
 * `pnpm codegen`: this repository's own bindings, made as any user makes theirs, only that the workflows are served from test/workflows by the
 * local operator. Arguments go to `opus-codegen` as they are (`pnpm codegen --dry-run`).
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { startLocalOperator } from '@opus-codegen/local-operator';
import { binOf } from '../tools/bin-of.ts';
import { readWorkflowFile, workflowIds, workflowKeys } from '../workflows/workflows.ts';

const root = join(import.meta.dirname, '../..');
await using operator = await startLocalOperator({
  workflows: workflowKeys.map((key) => ({ id: workflowIds[key], schema: readWorkflowFile(key) })),
});

const child = spawn(process.execPath, [binOf('@opus-codegen/generator', 'opus-codegen'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, OPUS_BASE_URL: operator.baseUrl, OPUS_SERVICE_KEY: operator.serviceKey },
});
process.exitCode = await new Promise<number>((resolve) => child.on('close', (code) => resolve(code ?? 130)));
