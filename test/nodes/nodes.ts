import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** A Node.js that the packages promise to run on. */
export interface NodeLine {
  readonly line: '22' | '24' | '26';
  /** Where its program lies. */
  readonly binary: string;
  /** `22.12.0` */
  readonly version: string;
}

const lines = [
  // The oldest that `engines` admits, to the digit: what holds there is what we promise.
  { line: '22', alias: 'node22' },
  { line: '24', alias: 'node' },
  { line: '26', alias: 'node26' },
] as const;

/**
 * The Node.js versions that stand in this checkout, oldest first. 24 is the one that development runs on; 22 and 26 are optional dependencies
 * of `test/`, because npm's `node` package does not know every platform in every version. One that is missing is said on the console.
 */
export function nodeLines(): readonly NodeLine[] {
  return lines.flatMap(({ line, alias }) => {
    const binary = binaryOf(alias);
    const version = binary === undefined ? '' : spawnSync(binary, ['--version'], { encoding: 'utf8' }).stdout?.trim().replace(/^v/, '');
    if (binary !== undefined && version?.startsWith(`${line}.`)) return [{ line, binary, version }];
    console.warn(
      `Node.js ${line} is not tested here: npm's \`node\` package has none for ${process.platform} ${process.arch}, or it was not installed.`,
    );
    return [];
  });
}

/** Whether all three have to be there: only where npm's `node` package is known to have them all. */
export const allNodesExpected: boolean = process.platform === 'linux' && process.arch === 'x64';

function binaryOf(alias: string): string | undefined {
  try {
    return join(dirname(require.resolve(`${alias}/package.json`)), 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  } catch {
    return undefined;
  }
}
