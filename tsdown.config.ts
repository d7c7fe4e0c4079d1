import { defineConfig, type UserConfig } from 'tsdown';

/**
 * `pnpm build`: what the published packages hold, in each package's `dist/`.
 *
 * One file a module, neither bundled nor minified: what a user steps into is what stands in the repository, a bundler drops what it does not
 * need file by file. Nothing in a checkout reads `dist/`: development runs the sources, and projects that link a checkout read `declarations/`
 * (test/tools/declarations.ts). Only the generator's modules are put together, by what is loaded when: to find a hundred of them took most of the time
 * of a start.
 */
const config: UserConfig[] = defineConfig([
  packageAt('packages/operator-api', ['src/index.ts']),
  packageAt('packages/schema', ['src/index.ts', 'src/lockfile/index.ts']),
  packageAt('packages/local-operator', ['src/index.ts', 'src/command.ts'], { platform: 'node' }),
  packageAt('runtime', ['src/index.ts', 'src/codegen-v1.ts', 'src/files/node.ts', 'src/files/unsupported.ts']),
  packageAt('generator', ['src/index.ts', 'src/cli/main.ts', 'src/emit/render-worker.ts', 'src/reports/render-report.ts'], {
    platform: 'node',
    unbundle: false,
  }),
]);
export default config;

/** @param entry what `exports`, `imports` and `bin` of its published manifest lead to. */
function packageAt(
  cwd: string,
  entry: string[],
  { platform = 'neutral', unbundle = true }: Pick<UserConfig, 'platform' | 'unbundle'> = {},
): UserConfig {
  return {
    cwd,
    entry,
    platform,
    root: 'src',
    outDir: 'dist',
    format: 'esm',
    target: 'node22.12',
    unbundle,
    fixedExtension: false,
    tsconfig: 'tsconfig.declarations.json',
    dts: { generator: 'oxc' },
    // `#local-files` stays a choice of the platform, made by the published manifest. Nothing of others goes into our tarballs: what is
    // imported has to stand under `dependencies`.
    deps: { neverBundle: [/^#/, /^node:/, /^@opus-codegen\//], onlyBundle: [] },
    failOnWarn: true,
  };
}
