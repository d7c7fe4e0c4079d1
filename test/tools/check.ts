/**
 * `pnpm test`: everything that must hold before a change lands, in the order that fails fastest. The same command runs in CI.
 * `pnpm check` runs the steps without the tests, in seconds.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binOf } from './bin-of.ts';

interface Step {
  readonly title: string;
  /** A script and its arguments, for `node`. */
  readonly command: readonly [string, ...string[]];
}

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'opus-check-'));
const countsFile = join(scratch, 'counts.json');

const quick: readonly Step[] = [
  { title: 'declarations', command: ['test/tools/declarations.ts'] },
  { title: 'format', command: [binOf('prettier'), '--check', '--cache', '--cache-strategy', 'content', '--log-level', 'warn', '.'] },
  { title: 'lint (with the import arrows)', command: [binOf('oxlint'), '--deny-warnings', '--quiet'] },
  { title: 'types (TypeScript 7)', command: [binOf('typescript', 'tsc'), '-p', 'tsconfig.json'] },
  { title: 'dead code (knip)', command: [binOf('knip')] },
  { title: 'spelling of the documentation (cspell)', command: [binOf('cspell'), '--quiet'] },
];
const tests: Step = {
  title: 'tests',
  command: [binOf('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${countsFile}`],
};
const steps = process.argv.includes('--quick') ? quick : [...quick, tests];

const failed: string[] = [];
for (const { title, command } of steps) {
  const startedAtMs = performance.now();
  console.log(`\n── ${title} ──`);
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.log(`── ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  if (status !== 0) failed.push(title);
}

const counts = steps.includes(tests) ? readCounts() : undefined;
rmSync(scratch, { recursive: true, force: true });
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}.`);
if (counts) console.log(`\n${counts.numPassedTests} passed, ${counts.numFailedTests} failed, ${counts.numPendingTests} skipped`);
for (const name of counts ? skippedIn(counts) : []) console.log(`  skipped (its file says why, above): ${name}`);
process.exitCode = failed.length > 0 ? 1 : 0;

interface TestCounts {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly { readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[] }[];
}

function skippedIn({ testResults }: TestCounts): readonly string[] {
  return testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'skipped')
    .map(({ fullName }) => fullName);
}

function readCounts(): TestCounts | undefined {
  try {
    return JSON.parse(readFileSync(countsFile, 'utf8')) as TestCounts; // vitest's own json report
  } catch {
    return undefined; // vitest ended before it could write: its exit code already failed the step
  }
}
