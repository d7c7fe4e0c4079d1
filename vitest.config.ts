import { globSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const include = ['{packages/*,runtime,generator}/src/**/*.test.ts', 'test/**/*.test.ts'];
const exclude = ['**/node_modules/**', '**/dist/**', '**/golden/**'];

/** They put something in the place of a module, which has to be loaded anew for them, and never to be met by another file. */
const mocking = globSync(include, { cwd: import.meta.dirname })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => readFileSync(join(import.meta.dirname, file), 'utf8').includes('vi.mock('));

const config: ViteUserConfig = defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'mocking', include: mocking, exclude } },
      // One file after another in the same two processes: most of the time of small files went into starting, and loading what others had loaded.
      { extends: true, test: { name: 'shared', include, exclude: [...exclude, ...mocking], isolate: false } },
    ],
    // Where `opus-codegen` keeps it, too: a program that a test starts finds what others compiled, which is most of what starting costs.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), 'node-compile-cache') },
    setupFiles: ['test/tools/random-seed.ts'],
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // A second, as it would be, passes on a busy machine before anything has.
    expect: { poll: { timeout: 20_000, interval: 10 } },
    unstubEnvs: true,
    unstubGlobals: true,
  },
});
export default config;
