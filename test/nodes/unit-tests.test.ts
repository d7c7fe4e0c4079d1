/** The runtime, and the schema package it stands on, hold on every Node.js we promise: their own unit tests run there. 24 runs them anyway. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../project/linked-project.ts';
import { allNodesExpected, nodeLines, type NodeLine } from './nodes.ts';

const nodes = nodeLines();

test('the oldest, the usual and the newest Node.js are at hand', () => {
  const expected = allNodesExpected ? ['22', '24', '26'] : ['24'];
  expect(nodes.map(({ line }) => line)).toEqual(expect.arrayContaining(expected));
  expect(nodes.find(({ line }) => line === '22')?.version ?? 'none here').toMatch(/^(?:22\.12\.0|none here)$/);
});

test.each(nodes.filter(({ line }) => line !== '24'))(
  'runtime and schema pass their unit tests on Node $version',
  { timeout: 180_000 },
  async (node) => {
    const { passedCount, ...rest } = await runUnitTests(node);
    expect(rest).toEqual({ exitCode: 0, failed: [], skippedCount: 0 });
    expect(passedCount).toBeGreaterThan(500);
  },
);

interface UnitTestRun {
  readonly exitCode: number | null;
  /** What failed: the tests, or the end of the output where there is no report. */
  readonly failed: readonly string[];
  readonly passedCount: number;
  readonly skippedCount: number;
}

async function runUnitTests(node: NodeLine): Promise<UnitTestRun> {
  const scratch = mkdtempSync(join(tmpdir(), 'opus-nodes-'));
  const reportFile = join(scratch, 'report.json');
  const child = spawn(
    node.binary,
    ['node_modules/vitest/vitest.mjs', 'run', 'runtime/src', 'packages/schema/src', '--reporter=json', `--outputFile=${reportFile}`],
    { cwd: repositoryRoot, env: environmentOfItsOwn(), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const exitCode = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  const report = readReport(reportFile);
  rmSync(scratch, { recursive: true, force: true });
  return {
    exitCode,
    failed: report === undefined ? [output.slice(-4000)] : failuresOf(report),
    passedCount: report?.numPassedTests ?? 0,
    skippedCount: report?.numPendingTests ?? 0,
  };
}

/** vitest's json report, as far as it is read here. */
interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

function failuresOf({ testResults }: Report): readonly string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (failed.length === 0 && status === 'failed') return [`${name}: ${message}`];
    return failed.map(({ fullName, failureMessages = [] }) => `${name}: ${fullName}: ${failureMessages.join('\n')}`);
  });
}

function readReport(path: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Report; // the reporter's documented shape
  } catch {
    return undefined; // it ended before it could write: the exit code and the output tell
  }
}

/** A vitest inside a vitest must not take itself for a worker of the outer one. */
function environmentOfItsOwn(): NodeJS.ProcessEnv {
  const outer = /^(?:VITEST|VITE_|NODE_OPTIONS$|NODE_V8_COVERAGE$|TEST$|NODE_ENV$|DEV$|PROD$|SSR$|MODE$|BASE_URL$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
}
